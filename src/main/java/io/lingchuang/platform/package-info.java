/** Open ground that every room stands on: pages, files, days, numbers, jobs, messages, documents and texts. */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package io.lingchuang.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
