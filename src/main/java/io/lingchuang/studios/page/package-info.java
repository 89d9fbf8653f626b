/** The page of a studio: its people and honours, place, equipment and rules, photos, its own money, and what its kind adds. */
@NullMarked
@NamedInterface("page")
package io.lingchuang.studios.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
