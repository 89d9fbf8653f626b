/** Enterprises, occupations, people and their honours, and the roster import. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "db", "access"})
package io.lingchuang.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
