import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Workers of the sample's first mine, each with an account and drafts that only have to be sent. Their ids begin at numbers that nothing else
 * has, so that they are known again wherever they turn up.
 */
final class ReadyDrafts {

    static final long FIRST_ACCOUNT = 51_000_001;
    static final long FIRST_PERSON = 52_000_001;
    static final long FIRST_ENTRY = 53_000_001;

    private static final String[] TITLES = {
        "皮带机自动清扫装置的改进", "井下水泵远程启停控制", "细纱机断头报警器的制作", "面粉包装线称重纠偏办法",
        "配电柜温度巡检小程序", "液压支架快速接头的革新", "酒醅翻拌机减速箱降噪", "护理推车防滑刹车设计"
    };
    private static final String PROBLEM =
            "原有装置靠人工操作，每班需要停机两次，每次二十分钟以上，粉尘大、劳动强度高，还多次造成皮带跑偏和滚筒磨损，" + "备件每季度就要更换一次，检修人员反映最多的就是这个问题。";
    private static final String MEASURE = "在机尾加装两道可调压力的聚氨酯刮板，用废旧轴承座做支架，压力由弹簧自动补偿；刮下的物料经导料槽回到皮带上。"
            + "控制部分利用原有的保护箱备用触点，加一只延时继电器，不另外布线。试用三个月，没有再停机清扫，材料费一共三百六十元，班组自己就能安装。";

    private final Database database;
    private final int workers;
    private final int each;

    private ReadyDrafts(Database database, int workers, int each) {
        this.database = database;
        this.workers = workers;
        this.each = each;
    }

    /** So many workers with so many drafts each, in the call for suggestions, which is open. The password of all is the sample's. */
    static ReadyDrafts in(Database database, int workers, int each) throws SQLException {
        var drafts = new ReadyDrafts(database, workers, each);
        try (Connection c = database.connection()) {
            c.setAutoCommit(false);
            drafts.people(c);
            drafts.sessions(c);
            drafts.entries(c);
            c.commit();
        }
        database.execute("vacuum analyze");
        return drafts;
    }

    private void people(Connection c) throws SQLException {
        try (PreparedStatement accounts = c.prepareStatement(
                        "insert into access.account (id, login, name, password_hash) overriding system value"
                                + " select ? + i, 'hand' || i, '职工' || i, a.password_hash from generate_series(0, ? - 1) i, access.account a where a.login = 'worker'");
                PreparedStatement persons = c.prepareStatement(
                        "insert into directory.person (id, name, employer_node_id, staff_number, account_id) overriding system value"
                                + " select ? + i, '职工' || i, n.id, 'HAND' || i, ? + i from generate_series(0, ? - 1) i, access.node n where n.code = 'QY001'")) {
            accounts.setLong(1, FIRST_ACCOUNT);
            accounts.setInt(2, workers);
            accounts.executeUpdate();
            persons.setLong(1, FIRST_PERSON);
            persons.setLong(2, FIRST_ACCOUNT);
            persons.setInt(3, workers);
            persons.executeUpdate();
        }
    }

    /** The session that pgbench comes with, where the product keeps sessions; in SQL, for the account given in SQL. */
    static String session(String account) {
        return "md5('session' || (" + account + ")::text)::uuid";
    }

    private void sessions(Connection c) throws SQLException {
        try (var s = c.createStatement()) {
            s.execute("insert into access.session (id, account_id, opened_at, seen_at, browser) select "
                    + session("a.id") + ", a.id, now(), now() + interval '1 hour', 'pgbench' from access.account a"
                    + " where a.id >= " + FIRST_ACCOUNT);
        }
    }

    private void entries(Connection c) throws SQLException {
        try (PreparedStatement entries = c.prepareStatement(
                        "insert into entries.entry (id, call_id, unit_node_id, line, title, answers, ticked, created_by)"
                                + " overriding system value select ? + i, ?, n.id, 'INDUSTRIAL', (?::text[])[1 + i % ?],"
                                + " jsonb_build_object('problem', ?, 'measure', ?, 'done', '已实施'),"
                                + " '[\"truth\", \"authorise\", \"secret:no\"]', ? + i / ? from generate_series(0, ? - 1) i, access.node n where n.code = 'QY001'");
                PreparedStatement completers = c.prepareStatement(
                        "insert into entries.completer (entry_id, position, person_id, name, unit_name, state)"
                                + " select ? + i, 1, ? + i / ?, '职工' || i / ?, '临涣煤矿', 'ACCEPTED' from generate_series(0, ? - 1) i")) {
            int count = workers * each;
            entries.setLong(1, FIRST_ENTRY);
            entries.setLong(2, call());
            entries.setArray(3, c.createArrayOf("text", TITLES));
            entries.setInt(4, TITLES.length);
            entries.setString(5, PROBLEM);
            entries.setString(6, MEASURE);
            entries.setLong(7, FIRST_ACCOUNT);
            entries.setInt(8, each);
            entries.setInt(9, count);
            entries.executeUpdate();
            completers.setLong(1, FIRST_ENTRY);
            completers.setLong(2, FIRST_PERSON);
            completers.setInt(3, each);
            completers.setInt(4, each);
            completers.setInt(5, count);
            completers.executeUpdate();
        }
    }

    long call() throws SQLException {
        return database.number(
                "select id from calls.call where programme = 'SUGGESTION' and state = 'PUBLISHED' order by id desc limit 1");
    }

    static int texts() {
        return TITLES.length;
    }

    static String login(int worker) {
        return "hand" + worker;
    }

    long entry(int worker, int number) {
        return FIRST_ENTRY + (long) worker * each + number;
    }

    /** The whole form of a draft as its page would send it. */
    Map<String, Object> form(int worker, int number) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("version", 0);
        form.put("action", "send");
        form.put("title", TITLES[(int) ((entry(worker, number) - FIRST_ENTRY) % TITLES.length)]);
        form.put("line", "INDUSTRIAL");
        form.put("a_problem", PROBLEM);
        form.put("a_measure", MEASURE);
        form.put("a_done", "已实施");
        form.put("t_truth", "true");
        form.put("t_authorise", "true");
        form.put("t_secret", "no");
        form.put("completerName", List.of("职工" + worker));
        form.put("completerUnit", List.of("临涣煤矿"));
        form.put("completerShare", List.of(""));
        return form;
    }

    /** All of them signed in, each with a browser. */
    List<Browser> signedIn(House house) {
        return IntStream.range(0, workers)
                .parallel()
                .mapToObj(w -> house.browser().signIn(login(w), Bench.PASSWORD))
                .toList();
    }
}
