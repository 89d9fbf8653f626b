/** Working days with China's holidays and make-up days, and what day it is. */
@NullMarked
package io.lingchuang.platform.days;

import org.jspecify.annotations.NullMarked;
