/** The whole house in one file and back again: {@code bin/backup} and {@code bin/restore}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "access"})
package io.lingchuang.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
