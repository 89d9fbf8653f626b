/** Entries 申报: handing in, completers, files, declarations, near-duplicates and the printed form. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "db", "access", "directory", "calls"})
package io.lingchuang.entries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
