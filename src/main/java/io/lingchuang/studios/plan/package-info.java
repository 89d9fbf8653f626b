/** The work plan of a year 年度工作安排 and the wall chart 挂图作战: what a studio means to do, month by month, and what was done. */
@NullMarked
@NamedInterface("plan")
package io.lingchuang.studios.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
