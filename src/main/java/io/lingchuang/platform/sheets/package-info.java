/** Sheets handed in to be written into the house: judged row by row first, carried out when told to. */
@NullMarked
package io.lingchuang.platform.sheets;

import org.jspecify.annotations.NullMarked;
