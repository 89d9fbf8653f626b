/** Scoring without a line: an expert's open sheets out as one Excel, filled in at a desk, back with a dry run, then kept as drafts. */
@NullMarked
package io.lingchuang.review.offline;

import org.jspecify.annotations.NullMarked;
