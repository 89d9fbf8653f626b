/** The alliance of studios 工作室联盟: members, council, charter, volunteer teams and joint projects. */
@NullMarked
package io.lingchuang.services.alliance;

import org.jspecify.annotations.NullMarked;
