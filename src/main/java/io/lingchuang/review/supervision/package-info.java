/** How the discipline inspection reads a review 监督: all of it, changing nothing, every look on the audit trail. */
@NullMarked
package io.lingchuang.review.supervision;

import org.jspecify.annotations.NullMarked;
