/** A panel in session: who is in the room, what is presented or talked about, and the big screen. */
@NullMarked
package io.lingchuang.review.meeting;

import org.jspecify.annotations.NullMarked;
