/** Assessment and renewal through calls: the self-report drawn from what is there, what the rules find, and the outcome. */
@NullMarked
package io.lingchuang.studios.assessment;

import org.jspecify.annotations.NullMarked;
