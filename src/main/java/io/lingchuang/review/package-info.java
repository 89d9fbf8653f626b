/** Expert review 评审: pool, panels, recusals, sealed sheets and the ranking. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "db", "access", "directory", "calls", "entries", "vetting"})
package io.lingchuang.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
