package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.ROUND;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.review.invitations.Declarations;
import io.lingchuang.review.invitations.Invitations;
import io.lingchuang.vetting.Vetting;
import java.math.BigDecimal;
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
    PanelClosing closing;

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

    /** The call has one round, of that form. */
    void reviewedBy(String form) {
        dsl.insertInto(ROUND)
                .set(ROUND.CALL_ID, call)
                .set(ROUND.POSITION, 1)
                .set(ROUND.FORM, form)
                .set(ROUND.WEIGHT, new BigDecimal(100))
                .execute();
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

    /** What happens on the spot is over: every entry of the panel was visited by all who may go, or was presented. */
    void attended(long panel) {
        dsl.execute("""
                insert into review.visit (panel_id, entry_id, starts_at, place)
                select e.panel_id, e.entry_id, p.created_at, '车间' from review.panel_entry e join review.panel p on p.id = e.panel_id
                where p.id = {0} and p.form = 'VISIT'""", panel);
        dsl.execute("""
                insert into review.visitor (visit_id, panel_id, expert_id)
                select v.id, v.panel_id, m.expert_id from review.visit v join review.panel_expert m on m.panel_id = v.panel_id
                where v.panel_id = {0} and m.left_at is null and not exists (
                    select 1 from review.recusal r
                    where (r.panel_id, r.expert_id, r.entry_id) = (v.panel_id, m.expert_id, v.entry_id))""", panel);
        dsl.execute("update review.visit set state = 'HELD', held_at = starts_at where panel_id = {0}", panel);
        dsl.execute("""
                insert into review.presentation (panel_id, starts_at, place, speaking_minutes, answer_minutes, pause_minutes, secret, commitment, committed_at)
                select id, created_at, '会议室', 8, 5, 2, repeat('0', 64), encode(sha256(convert_to(repeat('0', 64), 'UTF8')), 'hex'), created_at
                from review.panel where id = {0} and form = 'PRESENTATION'""", panel);
        dsl.execute("""
                insert into review.turn (panel_id, entry_id, lot, place, draw_hash, slot_at, state, began_at, ended_at)
                select e.panel_id, e.entry_id, row_number() over (order by e.blind_code), row_number() over (order by e.blind_code),
                    repeat('0', 64), p.starts_at, 'DONE', p.starts_at, p.starts_at
                from review.panel_entry e join review.presentation p on p.panel_id = e.panel_id where e.panel_id = {0}""", panel);
    }

    int panelVersion(long panel) {
        return panels.panel(panel).version();
    }
}
