/** Site visits 实地考察 and presentations 答辩: what experts see with their own eyes before they score. */
@NullMarked
@NamedInterface("onsite")
package io.lingchuang.review.onsite;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
