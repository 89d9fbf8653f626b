/** Innovation studios 工作室 and bases 基地: who belongs to them, their plans on the wall, their ledgers, their pages. */
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
            "achievements"
        })
package io.lingchuang.studios;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
