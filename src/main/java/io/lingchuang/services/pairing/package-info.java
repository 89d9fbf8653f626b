/** Pairing 结对 of state-owned and non-public enterprises, and their co-building agreements 共建协议. */
@NullMarked
@NamedInterface("pairing")
package io.lingchuang.services.pairing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
