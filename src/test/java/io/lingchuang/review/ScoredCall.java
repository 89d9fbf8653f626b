package io.lingchuang.review;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.review.invitations.Declarations;
import io.lingchuang.review.invitations.Invitations;
import io.lingchuang.vetting.Vetting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A panel with its experts, ready to score what the host accepted. */
abstract class ScoredCall extends OpenCall {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Panels panels;

    @Autowired
    PanelForming forming;

    @Autowired
    Scoring scoring;

    @Autowired
    Experts experts;

    @Autowired
    Invitations invitations;

    @Autowired
    Declarations declarations;

    @Autowired
    Vetting vetting;

    long call;
    Actor worker;

    @BeforeEach
    void aCall() {
        call = openCall();
        worker = workerAt(mine);
    }

    long accepted() {
        long id = handedIn(worker, call, null);
        vetting.accept(officer, id, version(id), "");
        return id;
    }

    Expert expert(String employer) {
        return expert(employer, null);
    }

    Expert expert(String employer, String group) {
        int n = COUNT.incrementAndGet();
        experts.add(officer, city.id(), "专家" + n, "138%08d".formatted(n), employer, group, List.of("机械"));
        return experts.all().stream()
                .filter(e -> e.name().equals("专家" + n))
                .findFirst()
                .orElseThrow();
    }

    long started(Expert... members) {
        long id = forming.make(
                officer,
                call,
                null,
                "机械组",
                java.util.Arrays.stream(members).map(Expert::id).toList(),
                null);
        panels.start(officer, id, panels.panel(id).version(), "专家不足");
        return id;
    }

    /** The expert at work: wherever they are asked onto a panel they have accepted, and have no tie to declare. */
    Actor as(Expert expert) {
        Actor actor = account(expert);
        invitations.waiting(actor).forEach(asked -> admit(actor, asked.panelId()));
        return actor;
    }

    /** The expert as they come, with nothing answered. */
    Actor account(Expert expert) {
        return accounts.actor(expert.accountId()).orElseThrow();
    }

    private void admit(Actor actor, long panel) {
        if (invitations.invitation(actor, panel).state() == Invitations.State.SENT) {
            invitations.accept(actor, panel);
        }
        if (!invitations.invitation(actor, panel).declared()) {
            declarations.declareNone(actor, invitations.invitation(actor, panel));
        }
    }

    Scoring.Sheet sheet(Expert expert, long entry) {
        return scoring.mine(as(expert)).stream()
                .filter(s -> s.entryId() == entry)
                .findFirst()
                .orElseThrow();
    }

    void seal(Expert expert, long entry, String innovation, String use) {
        Scoring.Sheet sheet = sheet(expert, entry);
        int now = scoring.save(as(expert), sheet.id(), sheet.version(), Map.of("new", innovation, "use", use), "");
        scoring.seal(as(expert), sheet.id(), now);
    }

    int panelVersion(long panel) {
        return panels.panel(panel).version();
    }
}
