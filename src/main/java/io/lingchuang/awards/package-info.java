/** Decisions, awards, payouts and certificates. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "db",
            "access",
            "directory",
            "calls",
            "entries",
            "vetting",
            "review",
            "notices"
        })
package io.lingchuang.awards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
