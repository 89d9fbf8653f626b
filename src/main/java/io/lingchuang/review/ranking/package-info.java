/** How sealed sheets become a ranking: pure rules, recomputable by anybody, without database and clock. */
@NullMarked
package io.lingchuang.review.ranking;

import org.jspecify.annotations.NullMarked;
