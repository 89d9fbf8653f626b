/** The sample city: organisations as the city publishes them, people invented. Loaded once, into an empty database. */
@NullMarked
@ApplicationModule
package io.lingchuang.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
