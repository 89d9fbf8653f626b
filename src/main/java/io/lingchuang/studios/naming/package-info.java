/** How a studio comes to be, is renewed, changes, is put right and ends; and the city's rules for it. */
@NullMarked
package io.lingchuang.studios.naming;

import org.jspecify.annotations.NullMarked;
