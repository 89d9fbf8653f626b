/** Events 活动: forums, campus visits, promotion meetings and exhibitions, with who registered and who came. */
@NullMarked
@NamedInterface("events")
package io.lingchuang.services.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
