/** How sealed sheets become a ranking: pure rules, recomputable by anybody, without database and clock. */
@NullMarked
@NamedInterface("ranking")
package io.lingchuang.review.ranking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
