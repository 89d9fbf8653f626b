/** Long work in the background, with progress, repeatable after a crash. */
@NullMarked
package io.lingchuang.platform.jobs;

import org.jspecify.annotations.NullMarked;
