/** Official document numbers and plain serials, never given twice. */
@NullMarked
package io.lingchuang.platform.numbers;

import org.jspecify.annotations.NullMarked;
