/** A blind review: what an expert sees of an entry, what in it may tell who applies, and the host's word on that. */
@NullMarked
package io.lingchuang.review.blind;

import org.jspecify.annotations.NullMarked;
