/** Vetting 逐级审核: queues, recommendations within quotas, ranking, the formal check and participation. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "db", "access", "directory", "calls", "entries"})
package io.lingchuang.vetting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
