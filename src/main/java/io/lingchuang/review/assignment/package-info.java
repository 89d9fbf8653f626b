/** Which expert gets which entry: a question in, a plan out, nothing of the database in between. */
@NullMarked
package io.lingchuang.review.assignment;

import org.jspecify.annotations.NullMarked;
