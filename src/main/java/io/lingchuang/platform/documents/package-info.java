/** PDF, QR codes and Excel, out and in. */
@NullMarked
package io.lingchuang.platform.documents;

import org.jspecify.annotations.NullMarked;
