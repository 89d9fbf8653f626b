/** The sealed archive of a panel and its check: pure, so that anybody can run it without the product's database. */
@NullMarked
@NamedInterface("proof")
package io.lingchuang.review.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
