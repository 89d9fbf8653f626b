/** The ledger 台账 of a studio, its projects 课题, its teaching material 教材, and what its trainees 学员 achieve. */
@NullMarked
@NamedInterface("ledger")
package io.lingchuang.studios.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
