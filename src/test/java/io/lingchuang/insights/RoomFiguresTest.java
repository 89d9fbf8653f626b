package io.lingchuang.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What studios and bases count follows their records, whatever happens to them. */
class RoomFiguresTest extends OpenHouse {

    /** How the codes of those indicators begin that a room above the spine counts. */
    static final Set<String> ROOMS = Set.of("studio", "base");

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
            "update access.node set path = path where id = (select node_id from studios.studio order by md5(id || ?) limit 1)");

    @Autowired
    private TransactionTemplate transaction;

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

    private void compare(String when) {
        dsl.fetch("select insights.refresh()");
        Map<String, String> counted = sums(
                "select d.indicator, sum(d.delta) from insights.daily d join access.node n on n.id = d.node_id and n.kind = 'CITY'"
                        + " where d.programme = '' and d.year = 0 and d.day <= current_date and split_part(d.indicator, '.', 1) in"
                        + " ('studio', 'base') group by 1 having sum(d.delta) <> 0");
        Map<String, String> records =
                sums("select r.indicator, sum(r.amount) from insights.record r where r.from_day <= current_date"
                        + " and (r.until_day is null or r.until_day > current_date) and split_part(r.indicator, '.', 1) in"
                        + " ('studio', 'base') group by 1");
        assertThat(counted).as(when).isEqualTo(records).containsKeys("studio.named");
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
