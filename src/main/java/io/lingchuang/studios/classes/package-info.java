/** Classes 授课 of a studio: sign-up with a limit, sign-in by a code that changes, a short test, hours on each learner's record. */
@NullMarked
@NamedInterface("classes")
package io.lingchuang.studios.classes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
