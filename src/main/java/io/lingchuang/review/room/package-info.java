/** The chair's room 组长工作台: who may look from where, progress, reminders, the heat map, replacing an expert, discussion of border cases. */
@NullMarked
@NamedInterface("room")
package io.lingchuang.review.room;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
