/** What the product does from the command line instead of answering pages: {@code java -jar lingchuang.jar NAME --option=value}. */
@NullMarked
package io.lingchuang.platform.commands;

import org.jspecify.annotations.NullMarked;
