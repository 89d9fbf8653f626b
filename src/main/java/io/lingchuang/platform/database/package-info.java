/** One PostgreSQL: an embedded server in the data folder, or any server by LINGCHUANG_DB_URL. */
@NullMarked
package io.lingchuang.platform.database;

import org.jspecify.annotations.NullMarked;
