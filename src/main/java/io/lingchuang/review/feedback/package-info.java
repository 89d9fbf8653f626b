/** What the applicant is told of the review 评审意见反馈: the level reached by criterion and the reasons, without names or numbers. */
@NullMarked
@NamedInterface("feedback")
package io.lingchuang.review.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
