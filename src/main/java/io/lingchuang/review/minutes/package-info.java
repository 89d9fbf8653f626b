/** Minutes of a panel 评审会议纪要: made from the records, signed off by its members in the product. */
@NullMarked
@NamedInterface("minutes")
package io.lingchuang.review.minutes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
