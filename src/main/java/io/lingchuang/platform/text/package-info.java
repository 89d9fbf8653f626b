/** Chinese search terms, masking, and texts compared by 3-grams. */
@NullMarked
package io.lingchuang.platform.text;

import org.jspecify.annotations.NullMarked;
