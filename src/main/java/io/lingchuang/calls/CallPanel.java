package io.lingchuang.calls;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.Page;

/** A door from a call's page to what another room does with it: the board, the panels, the notice, the awards. */
public interface CallPanel {
    String title(Page page);

    String href(Call call);

    int order();

    boolean shown(Call call, Actor actor);
}
