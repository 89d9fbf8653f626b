/** Messages to people: in the app, and through channels to their phones. */
@NullMarked
package io.lingchuang.platform.messages;

import org.jspecify.annotations.NullMarked;
