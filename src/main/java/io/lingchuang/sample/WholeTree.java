package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.access.Tree;
import io.lingchuang.sample.Invented.Draw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The units of the whole city beside the first twenty: four more industry unions, two thousand enterprises, schools and hospitals, their branches. */
@Component
class WholeTree {

    private static final int UNITS = 2130;
    private static final int WORKERS = 204_000;

    /** With so many people a union has branches. */
    private static final int BRANCHED = 400;

    private static final String[][] UNIONS = {
        {"JXYJ", "淮北市机械冶金工会"}, {"QFSP", "淮北市轻纺食品工会"}, {"JTNY", "淮北市交通能源工会"}, {"NLSL", "淮北市农林水利工会"}
    };

    private static final List<String> COUNTIES = List.of("XSQ", "DJQ", "LSQ", "SXX");

    private final DSLContext dsl;
    private final Tree tree;
    private final Accounts accounts;

    WholeTree(DSLContext dsl, Tree tree, Accounts accounts) {
        this.dsl = dsl;
        this.tree = tree;
        this.accounts = accounts;
    }

    /** A unit as it is drawn, before its people are counted out. */
    private record Drawn(
            String name, Node county, @Nullable Node union, UnitKind kind, String ownership, double weight) {}

    /** The unions' officers, by the node where they vet. */
    Map<Long, Long> unions() {
        Node city = tree.city();
        for (String[] union : UNIONS) {
            tree.add(city, Node.Kind.INDUSTRY, union[1], union[0], null);
        }
        String hash = dsl.select(ACCOUNT.PASSWORD_HASH)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq("city"))
                .fetchSingle()
                .value1();
        for (Node node : dsl.selectFrom(NODE)
                .where(NODE.KIND.in("COUNTY", "INDUSTRY"), NODE.CODE.notIn("XSQ", "HBKY"))
                .orderBy(NODE.ID)
                .fetch(n -> tree.node(n.getId()))) {
            String login = node.code().toLowerCase(java.util.Locale.ROOT);
            long id = accounts.create(Actor.system(), login, new Invented(node.id()).account(node.id()), null, null);
            dsl.update(ACCOUNT)
                    .set(ACCOUNT.PASSWORD_HASH, hash)
                    .where(ACCOUNT.ID.eq(id))
                    .execute();
            accounts.grant(Actor.system(), id, Role.OFFICER, node.id(), null);
        }
        return dsl.fetch(
                        "select g.node_id, min(g.account_id) from access.role_grant g join access.node n on n.id = g.node_id"
                                + " where g.role = 'OFFICER' and n.kind in ('COUNTY', 'INDUSTRY') group by 1")
                .intoMap(r -> r.get(0, Long.class), r -> r.get(1, Long.class));
    }

    /** The occupations beside those that the first units need. */
    void occupations(BulkLoad load) {
        Set<String> taken =
                new HashSet<>(dsl.select(OCCUPATION.CODE).from(OCCUPATION).fetch(OCCUPATION.CODE));
        long id = last(OCCUPATION.ID);
        Rows rows = new Rows();
        for (String line : Phrases.lines("occupations.txt")) {
            String[] group = line.split(" ");
            int n = 0;
            for (String name : group[2].split("、")) {
                String code;
                do {
                    code = "%s-%02d".formatted(group[0], ++n);
                } while (!taken.add(code));
                rows.add(Into.OCCUPATIONS, ++id, code, name, group[1]);
            }
        }
        load.write(rows);
    }

    /** All units, the first twenty among them, with places for their people and accounts. */
    List<Unit> units(BulkLoad load, Invented invented, Scale scale) {
        List<Unit> units = new ArrayList<>();
        long account = last(ACCOUNT.ID);
        for (Unit first : first(invented, account)) {
            units.add(first);
            account = Math.max(account, first.clerk());
        }
        Node city = tree.city();
        List<Drawn> drawn = draw(invented, scale);
        double share =
                scale.of(WORKERS) / drawn.stream().mapToDouble(Drawn::weight).sum();
        long person = last(PERSON.ID);
        long node = last(NODE.ID);
        Rows rows = new Rows();
        Chains chains = new Chains();
        for (int i = 0; i < drawn.size(); i++) {
            Drawn d = drawn.get(i);
            Unit unit = unit(
                    d,
                    "QY%04d".formatted(21 + i),
                    city,
                    ++node,
                    person + 1,
                    Math.max(12, (int) (d.weight() * share)),
                    account + 1,
                    invented);
            units.add(unit);
            person += unit.people();
            account += 1 + unit.workers();
            node = rows(rows, unit, d.kind(), node, chains);
        }
        load.write(rows);
        return units;
    }

    private List<Drawn> draw(Invented invented, Scale scale) {
        List<UnitKind> kinds = UnitKind.all();
        Map<String, Node> tops = tops();
        Set<String> names = new HashSet<>(dsl.select(NODE.NAME).from(NODE).fetch(NODE.NAME));
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < scale.of(UNITS); i++) {
            SplittableRandom random = invented.random(Draw.UNIT, i);
            UnitKind kind = UnitKind.drawn(kinds, random);
            String county = COUNTIES.get(random.nextInt(COUNTIES.size()));
            String ending = kind.ending(random);
            String name = invented.unit(county, ending, random);
            while (!names.add(name)) {
                name = invented.another(county, ending, random);
            }
            drawn.add(new Drawn(
                    name,
                    Objects.requireNonNull(tops.get(county)),
                    random.nextInt(10) < 7 ? tops.get(kind.union()) : null,
                    kind,
                    kind.ownership(ending, random),
                    weight(random)));
        }
        return drawn;
    }

    /** Most have some dozens of people, a few have a thousand. */
    private static double weight(SplittableRandom random) {
        double usual = Math.exp(1.6 * (random.nextDouble() + random.nextDouble() + random.nextDouble()));
        return random.nextInt(40) == 0 ? usual * 6 : usual;
    }

    private Map<String, Node> tops() {
        return dsl.select(NODE.ID, NODE.CODE).from(NODE).where(NODE.KIND.in("COUNTY", "INDUSTRY")).fetch().stream()
                .collect(java.util.stream.Collectors.toMap(r -> r.value2(), r -> tree.node(r.value1())));
    }

    private static Unit unit(
            Drawn d, String code, Node city, long node, long person, int people, long account, Invented invented) {
        Node own = new Node(
                node,
                d.county().id(),
                Node.Kind.ENTERPRISE,
                d.name(),
                code,
                null,
                d.county().path() + "." + code,
                d.union() == null ? null : d.union().id(),
                d.union() == null ? null : d.union().path() + "." + code,
                true);
        return new Unit(
                own,
                List.of(city, d.county(), own),
                d.union(),
                d.kind().industry(),
                d.ownership(),
                d.ownership().equals("STATE_OWNED") && d.kind().industry().equals("采矿") ? "淮北矿业" : null,
                person,
                people,
                account,
                invented.account(account),
                account + 1,
                Math.min(4, people / 12));
    }

    private static long rows(Rows rows, Unit unit, UnitKind kind, long node, Chains chains) {
        Node own = unit.node();
        node(rows, own);
        boolean key = kind.cluster() > 0 && unit.people() > 60;
        rows.add(
                Into.ENTERPRISES,
                own.id(),
                "913406SAMPLE00" + own.code().substring(2), // the letters S, A… make it a code that no register gives
                unit.ownership(),
                unit.industry(),
                key ? chains.cluster(kind.cluster()) : null,
                key ? chains.chain(kind.cluster(), own.id()) : null,
                unit.group(),
                unit.people());
        long last = node;
        for (int n = 1; unit.people() >= BRANCHED && n <= unit.people() / 250; n++) {
            String code = own.code() + "F" + n;
            node(
                    rows,
                    new Node(
                            ++last,
                            own.id(),
                            Node.Kind.BRANCH,
                            own.name() + "第" + n + "分会",
                            code,
                            null,
                            own.path() + "." + code,
                            null,
                            own.industryPath() == null ? null : own.industryPath() + "." + code,
                            true));
        }
        return last;
    }

    private static void node(Rows rows, Node n) {
        rows.add(
                Into.NODES,
                n.id(),
                n.parentId(),
                n.kind(),
                n.name(),
                n.code(),
                n.path(),
                n.industryParentId(),
                n.industryPath());
    }

    /** The first twenty, with the people they have; the two that have a clerk keep theirs. */
    private List<Unit> first(Invented invented, long lastAccount) {
        List<Unit> units = new ArrayList<>();
        long account = lastAccount;
        for (var e : dsl.selectFrom(ENTERPRISE).orderBy(ENTERPRISE.NODE_ID).fetch()) {
            Node node = tree.node(e.getNodeId());
            Long clerk = dsl.fetchValue(
                                    "select min(account_id) from access.role_grant where role = 'CLERK' and node_id = {0}",
                                    DSL.val(node.id()))
                            instanceof Long known
                    ? known
                    : null;
            long id = clerk != null ? clerk : ++account;
            long person = dsl.select(DSL.min(PERSON.ID))
                    .from(PERSON)
                    .where(PERSON.EMPLOYER_NODE_ID.eq(node.id()))
                    .fetchSingle()
                    .value1();
            units.add(new Unit(
                    node,
                    tree.line(node),
                    node.industryParentId() == null ? null : tree.node(node.industryParentId()),
                    e.getIndustry(),
                    e.getOwnership(),
                    e.getGroupName(),
                    person,
                    20,
                    id,
                    clerk != null ? accounts.name(clerk).orElseThrow() : invented.account(id),
                    0,
                    0));
        }
        return units;
    }

    long last(org.jooq.TableField<?, Long> id) {
        return dsl.select(DSL.coalesce(DSL.max(id), 0L))
                .from(id.getTable())
                .fetchSingle()
                .value1();
    }

    /** The clusters and chains by their place in the sample's list. */
    private final class Chains {
        private final List<Long> clusters =
                dsl.select(CLUSTER.ID).from(CLUSTER).orderBy(CLUSTER.CODE).fetch(CLUSTER.ID);
        private final Map<Long, List<Long>> chains = dsl.select(CHAIN.CLUSTER_ID, CHAIN.ID)
                .from(CHAIN)
                .orderBy(CHAIN.ID)
                .fetchGroups(CHAIN.CLUSTER_ID, CHAIN.ID);

        long cluster(int n) {
            return clusters.get(n - 1);
        }

        long chain(int cluster, long n) {
            List<Long> of = chains.getOrDefault(cluster(cluster), List.of());
            return of.get((int) (n % of.size()));
        }
    }
}
