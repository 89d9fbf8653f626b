package io.lingchuang.notices;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.platform.web.Page;
import org.springframework.stereotype.Component;

/** From a call's page to its proposal and notices. */
@Component
class NoticeDoors implements CallPanel {

    @Override
    public String title(Page page) {
        return page.t("notices.door");
    }

    @Override
    public String href(Call call) {
        return "/calls/" + call.id() + "/proposal";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public boolean shown(Call call, Actor actor) {
        return call.state() != Call.State.DRAFT
                && (actor.holds(Right.PREPARE_NOTICE, call.hostNodeId())
                        || actor.holds(Right.RELEASE_NOTICE, call.hostNodeId()));
    }
}
