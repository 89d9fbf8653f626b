/** The yearly hall 优秀创新成果展: chosen and prepared by the city's officer, released by somebody else, open to everybody. */
@NullMarked
package io.lingchuang.achievements.hall;

import org.jspecify.annotations.NullMarked;
