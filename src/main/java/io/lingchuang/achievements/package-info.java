/** Achievements 成果: the library of what came out of the programme, its adoption, its yearly hall, the transfer board. */
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
            "awards"
        })
package io.lingchuang.achievements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
