/** An expert's own points beside each other: pure. */
@NullMarked
package io.lingchuang.review.own;

import org.jspecify.annotations.NullMarked;
