/** The page shell: what every page, form, list, desk card and error looks like. */
@NullMarked
package io.lingchuang.platform.web;

import org.jspecify.annotations.NullMarked;
