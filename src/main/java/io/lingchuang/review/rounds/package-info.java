/** The rounds of a review: who goes on from one to the next, and the ranking over all of them. */
@NullMarked
package io.lingchuang.review.rounds;

import org.jspecify.annotations.NullMarked;
