package io.lingchuang.calls;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Page;
import java.util.Arrays;
import java.util.function.BiPredicate;

/**
 * A door from a call's page to what another room does with it: the board, the panels, the notice, the awards.
 *
 * @param title key of its text
 * @param address where it leads, with %d for the call
 */
public record CallPanel(String title, String address, int order, BiPredicate<Call, Actor> opens) {

    /** For whoever holds one of the rights at the call's host. */
    public static CallPanel ofHost(String title, String address, int order, Right... rights) {
        return new CallPanel(
                title,
                address,
                order,
                (call, actor) -> Arrays.stream(rights).anyMatch(right -> actor.holds(right, call.hostNodeId())));
    }

    /** For whoever holds the right anywhere: the page shows their part of it. */
    public static CallPanel ofMany(String title, String address, int order, Right right) {
        return new CallPanel(title, address, order, (call, actor) -> actor.may(right));
    }

    public String title(Page page) {
        return page.t(title);
    }

    public String href(Call call) {
        return address.formatted(call.id());
    }

    public boolean shown(Call call, Actor actor) {
        return call.state() != Call.State.DRAFT && opens.test(call, actor);
    }
}
