/** The guided set-up of a new house, in five steps; gone once the house is open. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "db", "access", "directory", "calls"})
package io.lingchuang.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
