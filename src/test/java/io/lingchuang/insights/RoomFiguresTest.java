package io.lingchuang.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What studios, bases, teams, services and pairings count follows their records, whatever happens to them. */
class RoomFiguresTest extends OpenHouse {

    /** How the codes of those indicators begin that a room above the spine counts. */
    static final Set<String> ROOMS = Set.of("studio", "base", "service", "pairing");

    /** What may happen to the records behind them, each to one that is drawn. */
    private static final List<String> ACTS = List.of(
            "update studios.studio set state = 'CANCELLED', ended_on = current_date - 1, ended_why = '注销' where id ="
                    + " (select id from studios.studio where state = 'IN_FORCE' and code is null order by md5(id || ?) limit 1)",
            "update studios.member set until_day = current_date where id = (select id from studios.member"
                    + " where until_day is null and from_day < current_date order by md5(id || ?) limit 1)",
            "delete from directory.honour where id = (select h.id from directory.honour h join studios.member m"
                    + " on m.person_id = h.person_id order by md5(h.id || ?) limit 1)",
            "insert into directory.honour (person_id, title, level, year) select person_id, '全国劳动模范', 'NATIONAL', 1990"
                    + " from studios.member order by md5(id || ?) limit 1 on conflict do nothing",
            "update services.team set state = 'PAUSED', state_reason = '暂停' where id = (select id from services.team"
                    + " where state = 'ACTIVE' order by md5(id || ?) limit 1)",
            "update access.node set path = path where id = (select node_id from studios.studio order by md5(id || ?) limit 1)");

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Tree tree;

    @Test
    void their_sums_are_what_their_records_say_after_every_change() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly(); // nobody else meets this city
            Random random = new Random(7);
            compare("before anything");
            int changed = 0;
            for (int i = 0; i < 60; i++) {
                changed += dsl.execute(ACTS.get(random.nextInt(ACTS.size())), "draw " + random.nextInt());
                compare("after " + (i + 1) + " acts");
            }
            assertThat(changed).isGreaterThan(20);
        });
    }

    /** Told from the registers themselves and not by the views that the sums are made of; of all days together, for the day in the city is not the database's. */
    private void compare(String when) {
        dsl.fetch("select insights.refresh()");
        for (String code : List.of("HB", "LSQ", "HBKY", "QY004", "XSQ")) {
            Node node = tree.byCode(code).orElseThrow();
            Map<String, String> counted =
                    sums("select indicator, sum(delta) from insights.daily where node_id = " + node.id()
                            + " and programme = '' and year = 0 and indicator ~ '^(studio|base|service|pairing)[.]'"
                            + " group by 1 having sum(delta) <> 0");
            assertThat(counted).as("%s, %s", code, when).isEqualTo(told(node));
        }
    }

    private Map<String, String> told(Node node) {
        String standing =
                "from studios.studio s join access.node n on n.id = s.node_id where s.state in ('IN_FORCE', 'TO_PUT_RIGHT')"
                        + " and '" + node.path() + "'::ltree @> any (array[n.path, n.industry_path]) and ";
        Map<String, String> told = new TreeMap<>();
        Map.of("studio.named", "STUDIO", "base.innovation", "INNOVATION_BASE", "base.rural", "RURAL_BASE")
                .forEach((figure, kind) -> put(told, figure, standing + "s.kind = '" + kind + "'"));
        String core = standing
                + "s.code = 'huaikuang' and exists (select from studios.member m join directory.person q on q.id = m.person_id"
                + " where m.studio_id = s.id and m.part <> 'TRAINEE' and m.part <> 'MEMBER' and m.until_day is null and q.id = p.id";
        String people = core.replace("where s.state", "cross join directory.person p where s.state");
        put(told, "studio.huaikuang.core", people + ")");
        put(told, "studio.huaikuang.national", people + holds("全国劳动模范"));
        put(told, "studio.huaikuang.mayday", people + holds("全国五一劳动奖章"));
        put(
                told,
                "studio.huaikuang.trainee",
                "from (select distinct a.studio_id, a.achievement_id from studios.trainee_achievement a) a"
                        + " join studios.studio s on s.id = a.studio_id and s.code = 'huaikuang' "
                        + within("s.node_id", node));
        put(told, "service.team", "from services.team t " + within("t.node_id", node) + " and t.state = 'ACTIVE'");
        put(
                told,
                "service.session",
                "from services.request r " + within("r.node_id", node) + " and r.state = 'CLOSED'"
                        + " and exists (select from services.visit v where v.request_id = r.id and v.held_at is not null)");
        put(
                told,
                "pairing.soe",
                "from services.pairing p " + within("p.soe_node_id", node)
                        + " and p.from_day is not null and p.ended_on is null");
        put(
                told,
                "pairing.agreement",
                "from services.agreement a join services.pairing p on p.id = a.pairing_id "
                        + within("p.soe_node_id", node) + " and a.signed_on is not null and a.renews_id is null");
        return told;
    }

    private static String within(String column, Node node) {
        return "join access.node n on n.id = " + column + " where '" + node.path()
                + "'::ltree @> any (array[n.path, n.industry_path])";
    }

    private static String holds(String title) {
        return " and exists (select from directory.honour h where h.person_id = q.id and h.title = '" + title + "'))";
    }

    private void put(Map<String, String> told, String figure, String from) {
        long many = dsl.fetchSingle("select count(*) " + from).get(0, Long.class);
        if (many > 0) {
            told.put(figure, String.valueOf(many));
        }
    }

    private Map<String, String> sums(String sql) {
        Map<String, String> sums = new TreeMap<>();
        dsl.fetch(sql)
                .forEach(r -> sums.put(
                        r.get(0, String.class),
                        r.get(1, java.math.BigDecimal.class).toBigInteger().toString()));
        return sums;
    }
}
