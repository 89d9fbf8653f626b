/** Public notice 公示: proposals by rank, terms in working days, objections. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "db", "access", "directory", "calls", "entries", "vetting", "review"})
package io.lingchuang.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
