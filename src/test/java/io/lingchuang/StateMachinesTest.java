package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.achievements.TransferState;
import io.lingchuang.achievements.board.InquiryState;
import io.lingchuang.achievements.board.PostingState;
import io.lingchuang.achievements.hall.HallState;
import io.lingchuang.awards.AwardState;
import io.lingchuang.awards.BatchState;
import io.lingchuang.awards.CertificateState;
import io.lingchuang.awards.PayoutState;
import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.notices.NoticeState;
import io.lingchuang.notices.ObjectionState;
import io.lingchuang.platform.sheets.SheetImport;
import io.lingchuang.review.Assignment;
import io.lingchuang.review.Panel;
import io.lingchuang.review.SheetState;
import io.lingchuang.review.feedback.Feedback;
import io.lingchuang.review.invitations.Invitations;
import io.lingchuang.review.minutes.Minutes;
import io.lingchuang.review.offline.OfflineReturn;
import io.lingchuang.review.onsite.Turn;
import io.lingchuang.review.onsite.Visit;
import io.lingchuang.services.alliance.MembershipState;
import io.lingchuang.services.alliance.ProjectState;
import io.lingchuang.services.alliance.TeamState;
import io.lingchuang.services.events.Event;
import io.lingchuang.services.events.Registration;
import io.lingchuang.services.help.RequestState;
import io.lingchuang.services.help.Step;
import io.lingchuang.services.pairing.Activity;
import io.lingchuang.services.pairing.Agreement;
import io.lingchuang.services.pairing.Pairing;
import io.lingchuang.studios.StudioState;
import io.lingchuang.studios.classes.Course;
import io.lingchuang.studios.classes.Learner;
import io.lingchuang.studios.ledger.LedgerRecord;
import io.lingchuang.studios.ledger.Material;
import io.lingchuang.studios.ledger.Project;
import io.lingchuang.studios.money.TrancheState;
import io.lingchuang.studios.money.VoucherState;
import io.lingchuang.studios.naming.ChangeState;
import io.lingchuang.studios.naming.PuttingRight;
import io.lingchuang.studios.online.ArticleState;
import io.lingchuang.studios.online.OnlineState;
import io.lingchuang.studios.plan.ItemState;
import io.lingchuang.studios.plan.PlanState;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How everything may move is said in the database and in the code; both must say the same, and the database must mean it. */
class StateMachinesTest {

    private static final DSLContext DB = TestDatabase.fresh();

    /** A machine: the table that carries it, the states the code knows, and its legal moves as the rules have them. */
    record Machine(String table, List<String> states, Set<String> moves) {
        @Override
        public String toString() {
            return table;
        }
    }

    static List<Machine> machines() {
        return List.of(
                machine("entries.entry", EntryState.values(), entryMoves()),
                machine(
                        "calls.call",
                        Call.State.values(),
                        "DRAFT>PUBLISHED DRAFT>CANCELLED PUBLISHED>CLOSED PUBLISHED>CANCELLED CLOSED>PUBLISHED"),
                machine(
                        "review.panel",
                        Panel.State.values(),
                        "FORMING>SCORING SCORING>CLOSED CLOSED>SCORING FORMING>DISSOLVED SCORING>DISSOLVED"),
                machine("review.offline_return", OfflineReturn.State.values(), "PREVIEW>APPLIED PREVIEW>DISCARDED"),
                machine(
                        "review.assignment",
                        Assignment.State.values(),
                        "ASKED>PROPOSED PROPOSED>ASKED PROPOSED>ACCEPTED ACCEPTED>ASKED ACCEPTED>PROPOSED"),
                machine("review.invitation", Invitations.State.values(), "SENT>ACCEPTED SENT>DECLINED DECLINED>SENT"),
                new Machine("review.thread", List.of("OPEN", "CLOSED"), moves("OPEN>CLOSED")),
                machine(
                        "review.sheet",
                        SheetState.values(),
                        "OPEN>SEALED SEALED>OPEN OPEN>CANNOT_JUDGE CANNOT_JUDGE>OPEN"),
                machine("review.visit", Visit.State.values(), "PLANNED>HELD PLANNED>CANCELLED"),
                machine(
                        "review.turn",
                        Turn.State.values(),
                        "WAITING>SPEAKING WAITING>ABSENT ABSENT>WAITING SPEAKING>ANSWERING SPEAKING>DONE"
                                + " ANSWERING>DONE"),
                machine(
                        "review.feedback",
                        Feedback.State.values(),
                        "DRAFT>READY READY>DRAFT READY>RELEASED RELEASED>DRAFT"),
                machine(
                        "review.minutes",
                        Minutes.State.values(),
                        "DRAFT>OPEN_FOR_SIGNING OPEN_FOR_SIGNING>DRAFT OPEN_FOR_SIGNING>SIGNED"),
                machine(
                        "notices.notice",
                        NoticeState.values(),
                        "DRAFT>PUBLISHED DRAFT>CANCELLED PUBLISHED>ENDED PUBLISHED>CANCELLED"),
                machine("notices.objection", ObjectionState.values(), "OPEN>UPHELD OPEN>DISMISSED"),
                machine("awards.award", AwardState.values(), "IN_FORCE>WITHDRAWN"),
                machine(
                        "awards.payout_batch",
                        BatchState.values(),
                        "PREPARED>APPROVED PREPARED>CANCELLED APPROVED>HANDED_OVER APPROVED>CANCELLED"
                                + " HANDED_OVER>CLOSED CLOSED>HANDED_OVER"),
                machine(
                        "awards.payout",
                        PayoutState.values(),
                        "PENDING>PAID PENDING>FAILED PENDING>CANCELLED FAILED>PENDING"),
                machine("awards.certificate", CertificateState.values(), "VALID>WITHDRAWN VALID>REISSUED"),
                machine(
                        "studios.studio",
                        StudioState.values(),
                        "IN_FORCE>TO_PUT_RIGHT TO_PUT_RIGHT>IN_FORCE IN_FORCE>CANCELLED TO_PUT_RIGHT>CANCELLED"
                                + " IN_FORCE>REVOKED TO_PUT_RIGHT>REVOKED"),
                machine("studios.plan", PlanState.values(), "DRAFT>HUNG HUNG>DRAFT"),
                machine(
                        "studios.plan_item",
                        ItemState.values(),
                        "PLANNED>UNDER_WAY PLANNED>DONE PLANNED>DROPPED UNDER_WAY>DONE UNDER_WAY>DROPPED"
                                + " UNDER_WAY>PLANNED DONE>UNDER_WAY DONE>PLANNED DROPPED>PLANNED DROPPED>UNDER_WAY"),
                machine("studios.ledger_record", LedgerRecord.State.values(), "STANDS>STRUCK STRUCK>STANDS"),
                machine(
                        "studios.project",
                        Project.State.values(),
                        "DRAFT>ASKED ASKED>DRAFT ASKED>RUNNING RUNNING>FINISHED RUNNING>STOPPED DRAFT>STOPPED"),
                machine("studios.material", Material.State.values(), "IN_USE>RETIRED RETIRED>IN_USE"),
                machine("studios.course", Course.State.values(), "PLANNED>HELD PLANNED>CANCELLED"),
                machine(
                        "studios.learner",
                        Learner.State.values(),
                        "SIGNED_UP>LEFT LEFT>SIGNED_UP SIGNED_UP>PRESENT LEFT>PRESENT PRESENT>SIGNED_UP SIGNED_UP>ABSENT"),
                machine("studios.change", ChangeState.values(), "ASKED>APPROVED ASKED>REFUSED ASKED>WITHDRAWN"),
                machine(
                        "studios.putting_right",
                        PuttingRight.State.values(),
                        "OPEN>REPORTED REPORTED>OPEN REPORTED>CONFIRMED REPORTED>FAILED OPEN>FAILED OPEN>ENDED REPORTED>ENDED"),
                machine(
                        "studios.tranche",
                        TrancheState.values(),
                        "PREPARED>APPROVED PREPARED>STOPPED APPROVED>PAID APPROVED>STOPPED PAID>SETTLED PAID>TO_RECOVER TO_RECOVER>RECOVERED"),
                machine("studios.voucher", VoucherState.values(), "HANDED_IN>ACCEPTED HANDED_IN>REJECTED"),
                machine(
                        "studios.online_question",
                        OnlineState.values(),
                        "SHOWN>HELD SHOWN>HIDDEN HELD>SHOWN HELD>HIDDEN HIDDEN>SHOWN"),
                machine(
                        "studios.online_answer",
                        OnlineState.values(),
                        "SHOWN>HELD SHOWN>HIDDEN HELD>SHOWN HELD>HIDDEN HIDDEN>SHOWN"),
                machine(
                        "studios.article",
                        ArticleState.values(),
                        "DRAFT>WAITING WAITING>DRAFT WAITING>PUBLISHED PUBLISHED>HELD PUBLISHED>HIDDEN HELD>PUBLISHED HELD>HIDDEN HIDDEN>PUBLISHED"),
                machine(
                        "services.membership",
                        MembershipState.values(),
                        "APPLIED>ADMITTED APPLIED>REFUSED APPLIED>WITHDRAWN ADMITTED>WARNED WARNED>ADMITTED ADMITTED>REMOVED WARNED>REMOVED ADMITTED>WITHDRAWN WARNED>WITHDRAWN"),
                machine(
                        "services.team",
                        TeamState.values(),
                        "ACTIVE>PAUSED PAUSED>ACTIVE ACTIVE>DISSOLVED PAUSED>DISSOLVED"),
                machine("services.project", ProjectState.values(), "RUNNING>DONE RUNNING>STOPPED"),
                machine("services.request", RequestState.values(), requestMoves()),
                machine(
                        "services.pairing",
                        Pairing.State.values(),
                        "PROPOSED>IN_FORCE PROPOSED>DECLINED PROPOSED>WITHDRAWN IN_FORCE>ENDED"),
                machine(
                        "services.agreement",
                        Agreement.State.values(),
                        "NEGOTIATING>SIGNED NEGOTIATING>DROPPED SIGNED>RENEWED SIGNED>EXPIRED SIGNED>TERMINATED"),
                machine(
                        "services.activity",
                        Activity.State.values(),
                        "RECORDED>CONFIRMED RECORDED>DISPUTED DISPUTED>RECORDED"),
                machine(
                        "services.event",
                        Event.State.values(),
                        "DRAFT>PUBLISHED DRAFT>CANCELLED PUBLISHED>HELD PUBLISHED>CANCELLED"),
                machine(
                        "services.registration",
                        Registration.State.values(),
                        "REGISTERED>CANCELLED WAITING>REGISTERED WAITING>CANCELLED"),
                machine(
                        "achievements.achievement",
                        TransferState.values(),
                        "OWN_USE>OFFERED WITHDRAWN>OFFERED TRANSFERRED>OFFERED OFFERED>NEGOTIATING OFFERED>WITHDRAWN NEGOTIATING>OFFERED NEGOTIATING>TRANSFERRED NEGOTIATING>WITHDRAWN"),
                machine(
                        "achievements.hall",
                        HallState.values(),
                        "DRAFT>PREPARED PREPARED>DRAFT PREPARED>RELEASED RELEASED>DRAFT"),
                machine(
                        "achievements.posting",
                        PostingState.values(),
                        "SUBMITTED>PUBLISHED SUBMITTED>REFUSED SUBMITTED>WITHDRAWN PUBLISHED>SETTLED PUBLISHED>EXPIRED PUBLISHED>WITHDRAWN"),
                machine("achievements.inquiry", InquiryState.values(), "OPEN>ANSWERED OPEN>DECLINED"),
                machine(
                        "platform.sheet_import",
                        SheetImport.State.values(),
                        "PREVIEW>APPLYING PREVIEW>DISCARDED APPLYING>APPLIED"),
                new Machine(
                        "directory.roster_import",
                        List.of("READING", "PREVIEW", "APPLYING", "APPLIED", "BROKEN", "DISCARDED"),
                        moves("READING>PREVIEW READING>BROKEN PREVIEW>APPLYING PREVIEW>DISCARDED APPLYING>APPLIED"
                                + " APPLYING>BROKEN")));
    }

    @Test
    void every_machine_of_the_database_is_known_here() {
        assertThat(texts(DB, "select distinct machine from platform.transition"))
                .isEqualTo(machines().stream().map(Machine::table).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void the_database_and_the_code_know_the_same_states(Machine machine) {
        String check = DB.fetchSingle(
                        "select string_agg(pg_get_constraintdef(oid), ' ') from pg_constraint where conrelid = '"
                                + machine.table()
                                + "'::regclass and contype = 'c' and pg_get_constraintdef(oid) like 'CHECK ((state ="
                                + " ANY%'")
                .get(0, String.class);
        Set<String> allowed = Pattern.compile("'([A-Z_]+)'")
                .matcher(check)
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toSet());
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(machine.states());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void the_database_and_the_code_allow_the_same_moves(Machine machine) {
        Set<String> allowed = texts(
                DB,
                "select from_state || '>' || to_state from platform.transition where machine = '" + machine.table()
                        + "'");
        assertThat(allowed).isEqualTo(machine.moves());
    }

    /** On the real table with its real trigger, stripped of everything else, so that a row can stand in any state. */
    @ParameterizedTest
    @MethodSource("machines")
    void the_database_refuses_every_other_move(Machine machine) {
        DSLContext db = TestDatabase.fresh();
        strip(db, machine.table());
        for (String from : machine.states()) {
            for (String to : machine.states()) {
                db.execute("delete from " + machine.table());
                db.execute("insert into " + machine.table() + " (state) values ('" + from + "')");
                String update = "update " + machine.table() + " set state = '" + to + "'";
                if (from.equals(to) || machine.moves().contains(from + ">" + to)) {
                    assertThat(db.execute(update)).as(from + " > " + to).isEqualTo(1);
                } else {
                    assertThatThrownBy(() -> db.execute(update))
                            .as(from + " > " + to)
                            .hasMessageContaining("illegal transition of " + machine.table());
                }
            }
        }
    }

    @Test
    void what_cannot_move_is_an_end() {
        assertThat(Arrays.stream(EntryState.values()).filter(s -> s.moves().isEmpty()))
                .containsExactlyInAnyOrder(
                        EntryState.NOT_ACCEPTED, EntryState.STRUCK, EntryState.REVOKED, EntryState.WITHDRAWN);
    }

    @Test
    void an_applicant_may_withdraw_until_the_decision_and_not_after_it() {
        Set<EntryState> may = Arrays.stream(EntryState.values())
                .filter(s -> s != EntryState.WITHDRAWN && s.mayBecome(EntryState.WITHDRAWN))
                .collect(Collectors.toSet());
        assertThat(may)
                .doesNotContain(EntryState.AWARDED, EntryState.REVOKED, EntryState.STRUCK, EntryState.NOT_ACCEPTED)
                .contains(
                        EntryState.DRAFT,
                        EntryState.VETTING,
                        EntryState.RETURNED,
                        EntryState.FORMAL_CHECK,
                        EntryState.SUPPLEMENT,
                        EntryState.ACCEPTED,
                        EntryState.RANKED,
                        EntryState.PROPOSED);
    }

    private static void strip(DSLContext db, String table) {
        texts(
                        db,
                        "select format('alter table %s drop constraint if exists %I cascade', conrelid::regclass,"
                                + " conname) from pg_constraint where contype in ('c', 'f', 'p', 'u') and"
                                + " (conrelid = '" + table
                                + "'::regclass or confrelid = '" + table + "'::regclass)")
                .forEach(db::execute);
        texts(
                        db,
                        "select format('alter table " + table
                                + " alter column %I drop not null', attname) from pg_attribute" + " where attrelid = '"
                                + table + "'::regclass and attnum > 0 and attnotnull and attidentity = ''")
                .forEach(db::execute);
    }

    private static Set<String> texts(DSLContext db, String query) {
        return db.resultQuery(query).fetch().stream()
                .map(r -> r.get(0, String.class))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String entryMoves() {
        return Arrays.stream(EntryState.values())
                .flatMap(from -> from.moves().stream().map(to -> from + ">" + to))
                .collect(Collectors.joining(" "));
    }

    /** As its steps say. */
    private static String requestMoves() {
        return Arrays.stream(Step.values())
                .flatMap(step -> step.from().stream().map(from -> from + ">" + step.to()))
                .collect(Collectors.joining(" "));
    }

    private static Machine machine(String table, Enum<?>[] states, String moves) {
        return new Machine(table, Arrays.stream(states).map(Enum::name).toList(), moves(moves));
    }

    private static Set<String> moves(String moves) {
        return new TreeSet<>(List.of(moves.split(" ")));
    }
}
