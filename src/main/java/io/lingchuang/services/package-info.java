/** Alliance 联盟, help requests 服务需求, pairing 结对 and events 活动. */
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
            "studios"
        })
package io.lingchuang.services;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
