/** The federation tree, accounts and sign-in, roles held at nodes of the tree, and the audit trail. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "db"})
package io.lingchuang.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
