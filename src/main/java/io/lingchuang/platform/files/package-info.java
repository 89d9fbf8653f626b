/** Files: their type decided by content, kept outside the database, listed in it. */
@NullMarked
package io.lingchuang.platform.files;

import org.jspecify.annotations.NullMarked;
