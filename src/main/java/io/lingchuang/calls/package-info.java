/** Calls 征集: everything an officer sets for one without a programmer. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "db", "access", "directory"})
package io.lingchuang.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
