/** How an expert comes onto a panel: the letter that asks them, their answer, and their word about ties before they see anything. */
@NullMarked
@NamedInterface("invitations")
package io.lingchuang.review.invitations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
