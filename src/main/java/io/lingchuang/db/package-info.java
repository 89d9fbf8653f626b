/** The typed tables, a sub-package for each schema, generated from the migrations. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package io.lingchuang.db;

import org.springframework.modulith.ApplicationModule;
