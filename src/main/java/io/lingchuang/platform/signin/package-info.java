/** Signing in at a door by a code that changes on a screen. */
@NullMarked
package io.lingchuang.platform.signin;

import org.jspecify.annotations.NullMarked;
