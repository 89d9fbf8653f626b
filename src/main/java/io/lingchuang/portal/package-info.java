/** The public site: open calls, notices, results and the certificate check. */
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
package io.lingchuang.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
