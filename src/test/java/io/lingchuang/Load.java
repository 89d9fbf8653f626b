package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jooq.DSLContext;

/** Several people at work at once over HTTP, each of whom gets through what they begin ({@link Insistent}). */
final class Load {

    static final int ROSTER = 400;

    /** What people were told is done. */
    record Done(String what, long id) {}

    private final KillableHouse house;
    private final BusyCity city;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<Done> done = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Told told = new Told();
    private final List<Thread> people = new ArrayList<>();

    Load(KillableHouse house, BusyCity city) {
        this.house = house;
        this.city = city;
    }

    void begin() {
        for (String worker : List.of("worker", "worker2", "worker3")) {
            somebody(worker, this::handsIn);
        }
        BusyCity.experts().forEach(expert -> somebody(expert, this::seals));
        somebody("finance", this::pays);
        somebody("clerk", this::recommends);
        somebody("clerk2", this::sendsRosters);
        somebody("city", this::certifies);
        somebody("chief", this::exports);
        somebody("leader", this::changesPassword);
    }

    private void somebody(String login, Predicate<Insistent> work) {
        people.add(Thread.ofVirtual().name(login).start(() -> {
            Insistent me = new Insistent(house, login, told);
            try {
                while (!over.get() && wrong.isEmpty() && work.test(me)) {
                    // the next
                }
            } catch (RuntimeException | AssertionError fault) {
                wrong.add(login + ": " + fault);
                fault.printStackTrace();
            }
        }));
    }

    List<Done> done() {
        return List.copyOf(done);
    }

    int acts() {
        return done.size();
    }

    Told told() {
        return told;
    }

    void nothingWentWrong() {
        assertThat(wrong).as("answers that nobody should get").isEmpty();
    }

    /** Everybody ends what they have begun. */
    void end() throws InterruptedException {
        over.set(true);
        for (Thread person : people) {
            person.join();
        }
    }

    private boolean handsIn(Insistent me) {
        String title = me.login() + " " + UUID.randomUUID();
        me.presses("start", "/calls-open", "/entries/start", Map.of("call", city.taking()));
        List<Long> drafts = ids("""
                select e.id from entries.entry e join access.account a on a.id = e.created_by
                where a.login = '%s' and e.state = 'DRAFT' and e.title = ''""".formatted(me.login()));
        assertThat(drafts).as("one draft was begun by " + me.login()).hasSize(1);
        String form = "/entries/" + drafts.getFirst() + "/edit";
        me.presses("hand in", form, form, BusyCity.idea(title));
        done.add(new Done("handed in", drafts.getFirst()));
        return true;
    }

    private boolean recommends(Insistent me) {
        var next = ids("""
                select e.id from entries.entry e join access.node n on n.id = e.at_node_id
                where n.code = 'QY001' and e.state = 'VETTING' order by e.id limit 1""");
        if (next.isEmpty()) {
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofMinutes(10))
                    .until(() -> over.get()
                            || !ids("select 1 from entries.entry e join access.node n on n.id = e.at_node_id where n.code = 'QY001' and e.state = 'VETTING'")
                                    .isEmpty());
            return true;
        }
        long version = ids("select version from entries.entry where id = " + next.getFirst())
                .getFirst();
        me.presses(
                "recommend",
                "/vetting/" + next.getFirst(),
                "/vetting/" + next.getFirst(),
                Map.of("version", version, "decision", "recommend", "reason", "同意推荐"));
        done.add(new Done("recommended", next.getFirst()));
        return true;
    }

    private boolean seals(Insistent me) {
        var next = ids("""
                select s.id from review.sheet s join review.expert x on x.id = s.expert_id join access.account a on a.id = x.account_id
                where a.login = '%s' and s.state = 'OPEN' order by s.id limit 1""".formatted(me.login()));
        if (next.isEmpty()) {
            return false;
        }
        long sheet = next.getFirst();
        me.presses(
                "seal",
                "/scoring/" + sheet,
                "/scoring/" + sheet,
                Map.of("version", 0, "action", "seal", "s_new", sheet % 60, "s_use", sheet % 40, "comment", "可行"));
        done.add(new Done("sealed", sheet));
        return true;
    }

    private boolean pays(Insistent me) {
        var next = ids("select id from awards.payout where state = 'PENDING' order by id limit 1");
        if (next.isEmpty()) {
            return false;
        }
        long batch = ids("select batch_id from awards.payout where id = " + next.getFirst())
                .getFirst();
        me.presses(
                "pay",
                "/payouts/" + batch,
                "/payouts/" + batch + "/paid",
                Map.of("id", next.getFirst(), "paidOn", LocalDate.now(ZoneId.of("Asia/Shanghai"))));
        done.add(new Done("paid", next.getFirst()));
        return true;
    }

    private boolean sendsRosters(Insistent me) {
        String name = "花名册 " + UUID.randomUUID() + ".xlsx";
        long unit = ids("select id from access.node where code = 'QY007'").getFirst();
        byte[] sheet = roster(UUID.randomUUID().toString().substring(0, 8));
        me.sends(
                "send a roster",
                "/directory/imports",
                "/directory/imports",
                Map.of("node", unit),
                new Visitor.Upload("file", name, sheet));
        String imports =
                "select i.id from directory.roster_import i join platform.file f on f.id = i.file_id where f.name = '"
                        + name + "'";
        assertThat(ids(imports)).as("one roster came in").hasSize(1);
        long id = ids(imports).getFirst();
        settled(id, "PREVIEW");
        me.presses("apply a roster", "/directory/imports/" + id, "/directory/imports/" + id + "/apply", Map.of());
        settled(id, "APPLIED");
        done.add(new Done("roster", id));
        return true;
    }

    private void settled(long roster, String state) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !ids("select id from directory.roster_import where id = %d and state = '%s'"
                                .formatted(roster, state))
                        .isEmpty());
    }

    private static byte[] roster(String mark) {
        var bytes = new ByteArrayOutputStream();
        try (var excel = new ExcelOut(bytes, "花名册")) {
            excel.header(List.of("姓名", "单位编码或名称", "工号", "手机号", "工种编码或名称", "技能等级", "一线职工", "单位负责人"));
            IntStream.range(0, ROSTER)
                    .forEach(n -> excel.row(
                            List.of("测试" + (char) ('一' + n), "QY007", "KILL-" + mark + "-" + n, "", "", "", "是", "")));
        }
        return bytes.toByteArray();
    }

    private boolean certifies(Insistent me) {
        List<Long> before = ids("select id from platform.job where kind = 'certificates'");
        String page = "/calls/" + city.certifying() + "/certificates";
        me.presses("certify", page, page, Map.of());
        List<Long> begun = new ArrayList<>(ids("select id from platform.job where kind = 'certificates'"));
        begun.removeAll(before);
        assertThat(begun).as("one job was begun").hasSize(1);
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !ids("select id from platform.job where state = 'DONE' and id = " + begun.getFirst())
                        .isEmpty());
        done.add(new Done("certificates", begun.getFirst()));
        return true;
    }

    /** A file that came whole is whole: nobody is handed half a list as if it were all of it. */
    private boolean exports(Insistent me) {
        byte[] file = me.fetches("export", "/calls/" + city.scoring() + "/entries.xlsx");
        List<String> rows = new ArrayList<>();
        ExcelIn.read(new ByteArrayInputStream(file), (number, cells) -> rows.add(cells.getFirst()));
        assertThat(rows).as("rows of an export").hasSize(1 + BusyCity.SCORED).doesNotHaveDuplicates();
        done.add(new Done("exported", done.size()));
        return true;
    }

    private boolean changesPassword(Insistent me) {
        me.changesPassword("Kept-" + UUID.randomUUID());
        done.add(new Done("password changed", done.size()));
        return true;
    }

    /** Asks the database itself, and again while it is away. */
    private List<Long> ids(String sql) {
        List<List<Long>> answer = new ArrayList<>();
        await().atMost(Duration.ofMinutes(3))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    try (Connection c = house.connect()) {
                        DSLContext dsl = KillableHouse.sql(c);
                        return answer.add(dsl.fetch(sql).getValues(0, Long.class));
                    }
                });
        return answer.getFirst();
    }
}
