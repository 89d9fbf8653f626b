/** One ranking over several panels of a call 合并排名. */
@org.jspecify.annotations.NullMarked
package io.lingchuang.review.joint;
