/** Figures 指标: the catalogue of indicators, each kept current from the records and led back to them. */
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
            "notices",
            "awards",
            "achievements",
            "studios",
            "services"
        })
package io.lingchuang.insights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
