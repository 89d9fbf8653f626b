/** What experts write down for themselves: read and written here and nowhere else. */
@NullMarked
package io.lingchuang.review.notes;

import org.jspecify.annotations.NullMarked;
