/** The transfer board 转化供需: what units offer and look for. Whoever is interested asks the union; no phone number stands on it. */
@NullMarked
package io.lingchuang.achievements.board;

import org.jspecify.annotations.NullMarked;
