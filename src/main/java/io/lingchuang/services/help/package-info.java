/** Help requests 服务需求: an enterprise asks, a volunteer team comes, and months later it is asked what came of it. */
@NullMarked
package io.lingchuang.services.help;

import org.jspecify.annotations.NullMarked;
