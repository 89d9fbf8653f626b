/** The pool of experts 专家库: what is known of an expert, what binds them to others, and how they did on panels. */
@NullMarked
package io.lingchuang.review.pool;

import org.jspecify.annotations.NullMarked;
