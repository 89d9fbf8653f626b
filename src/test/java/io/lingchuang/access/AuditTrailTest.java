package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.OpenHouse;
import io.lingchuang.platform.documents.ExcelIn;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The audit trail as its administrator reads it: found by who, what and when, never changed, and the reading itself on it. */
class AuditTrailTest extends OpenHouse {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Audit audit;

    /** Somebody did so many things; their name is found nowhere else. */
    private String did(int times) {
        String name = "留痕" + COUNT.incrementAndGet() + "号";
        for (int i = 0; i < times; i++) {
            audit.write(null, name, "access.signIn", "account", (long) i, "第" + i + "次", i % 2 == 0);
        }
        return name;
    }

    private static String address(String path, String... filters) {
        StringBuilder address = new StringBuilder(path);
        for (int i = 0; i < filters.length; i += 2) {
            address.append(i == 0 ? '?' : '&')
                    .append(filters[i])
                    .append('=')
                    .append(URLEncoder.encode(filters[i + 1], StandardCharsets.UTF_8));
        }
        return address.toString();
    }

    private static List<String> rows(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body()).select("table tbody tr").stream()
                .map(Element::text)
                .toList();
    }

    @Test
    void it_is_found_by_who_and_what_and_when() {
        String name = did(2);
        assertThat(found(name)).isEqualTo(2);
        assertThat(found(name, "action", "access.grant")).isZero();
        assertThat(found(name, "action", "登录"))
                .as("by the word that stands in the list")
                .isEqualTo(2);
        assertThat(found(name, "action", "没有这样的操作")).isZero();
        assertThat(found(name, "q", "第1次")).isEqualTo(1);
        assertThat(found(name, "from", "2000-01-01", "until", "2099-01-01")).isEqualTo(2);
        assertThat(found(name, "until", "2000-01-01")).isZero();
        assertThat(found(name, "from", "2099-01-01")).isZero();
        assertThat(found(name, "from", "yesterday")).as("no day of that name").isZero();
    }

    private int found(String who, String... filters) {
        String address = address("/audit", "who", who);
        return rows(visitor("audit")
                        .get(
                                filters.length == 0
                                        ? address
                                        : address + address("", filters).replace('?', '&')))
                .size();
    }

    @Test
    void a_long_trail_is_read_page_by_page_without_a_gap() {
        String name = did(45);
        List<String> seen = new ArrayList<>();
        String address = address("/audit", "who", name);
        for (int page = 0; page < 4 && address != null; page++) {
            HttpResponse<String> answer = visitor("audit").get(address);
            seen.addAll(rows(answer));
            Element next = Jsoup.parse(answer.body(), "").selectFirst("a[rel=next]");
            address = next == null ? null : next.attr("href");
            address = address != null && address.startsWith("?") ? "/audit" + address : address;
        }
        assertThat(seen).hasSize(45).doesNotHaveDuplicates();
    }

    @Test
    void the_sheet_holds_what_the_list_is_filtered_to() throws Exception {
        String name = did(25);
        List<List<String>> sheet = new ArrayList<>();
        ExcelIn.read(
                new ByteArrayInputStream(visitor("audit")
                        .bytes(address("/audit.xlsx", "who", name))
                        .body()),
                (n, cells) -> sheet.add(cells));
        assertThat(sheet.stream().filter(r -> r.contains(name))).hasSize(25);
    }

    @Test
    void reading_it_and_taking_it_away_stand_on_it_too() {
        long auditor = actor("audit").accountId();
        String name = did(1);
        visitor("audit").get(address("/audit", "who", name));
        visitor("audit").get(address("/audit.xlsx", "who", name));
        assertThat(dsl.select(AUDIT.ACTION)
                        .from(AUDIT)
                        .where(AUDIT.ACCOUNT_ID.eq(auditor))
                        .orderBy(AUDIT.ID.desc())
                        .limit(2)
                        .fetch(AUDIT.ACTION))
                .containsExactly("access.exportAudit", "access.readAudit");
    }

    @Test
    void every_action_on_it_has_its_words() {
        rows(visitor("audit").get("/audit")).forEach(row -> assertThat(row).doesNotContain("audit.", "??"));
    }

    @Test
    void what_stands_on_it_cannot_be_changed_or_taken_off() {
        did(1);
        assertThatThrownBy(() -> dsl.update(AUDIT).set(AUDIT.ACCOUNT_NAME, "别人").execute())
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> dsl.deleteFrom(AUDIT).execute()).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> dsl.execute("truncate access.audit")).isInstanceOf(RuntimeException.class);
    }
}
