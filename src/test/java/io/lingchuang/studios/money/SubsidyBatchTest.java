package io.lingchuang.studios.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioAtHand;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A batch of namings brings a batch of subsidies: seen line by line, and then prepared, released and paid all at once. */
class SubsidyBatchTest extends StudioAtHand {

    @Autowired
    Subsidies subsidies;

    private Studio named(String money) {
        long entry = rankedWith("STUDIO_NAMING", "NEW", money);
        decide(callOf(entry));
        return ofEntry(entry);
    }

    private Subsidy only(Studio studio) {
        return subsidies.ofStudio(studio.id()).getFirst();
    }

    private Tranche part(Studio studio) {
        return only(studio).tranches().getFirst();
    }

    private String look(String login, String step, List<Studio> studios, String more) {
        String ids = studios.stream().map(s -> "id=" + only(s).id()).collect(Collectors.joining("&"));
        return visitor(login).get("/subsidies/" + step + "?" + ids + more).body();
    }

    private static List<String> marks(String page) {
        return Pattern.compile("name=\"mark\" value=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    private HttpResponse<String> press(String login, String step, String page, Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(more);
        form.put("mark", marks(page));
        return visitor(login).post("/subsidies/" + step, form);
    }

    @Test
    void a_batch_is_prepared_released_and_paid_in_three_presses() {
        List<Studio> all = List.of(named("50000.00"), named("50000.00"), named("30000.01"));
        String page = look("city", "prepare", all, "&share=33");
        assertThat(page).contains("16,500.00", "9,900.00", "3 笔，共 42,900.00 元");
        var answer = press("city", "prepare", page, Map.of("share", 33, "uses", List.of("TRAINING", "PROJECT")));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(all).allSatisfy(s -> {
            assertThat(part(s).state()).isEqualTo(TrancheState.PREPARED);
            assertThat(only(s).uses()).containsExactlyInAnyOrder(Use.TRAINING, Use.PROJECT);
        });
        assertThat(part(all.get(2)).amount()).isEqualByComparingTo("9900.00");
        press("chief", "release", look("chief", "release", all, ""), Map.of());
        assertThat(all).allSatisfy(s -> assertThat(part(s).state()).isEqualTo(TrancheState.APPROVED));
        press("finance", "pay", look("finance", "pay", all, ""), Map.of("paidOn", "2026-11-10"));
        assertThat(all).allSatisfy(s -> assertThat(part(s).state()).isEqualTo(TrancheState.PAID));
    }

    @Test
    void what_cannot_be_done_now_says_why_and_the_others_go_on_without_it() {
        Studio begun = named("50000.00");
        subsidies.first(officer, only(begun).id(), new BigDecimal("20000"), Set.of(Use.PROJECT));
        Studio fresh = named("30000.00");
        String page = look("city", "prepare", List.of(begun, fresh), "");
        assertThat(page).contains("已不在这一步", "1 笔，共 30,000.00 元");
        press("city", "prepare", page, Map.of("share", 100, "uses", "PROJECT"));
        assertThat(part(fresh).amount()).isEqualByComparingTo("30000");
        assertThat(only(begun).tranches()).hasSize(1);
    }

    @Test
    void what_moved_since_it_was_seen_stops_the_whole_batch_and_is_named() {
        List<Studio> all = List.of(named("50000.00"), named("30000.00"));
        String page = look("city", "prepare", all, "");
        subsidies.first(officer, only(all.get(1)).id(), new BigDecimal("1000"), Set.of(Use.PROJECT));
        var answer = press("city", "prepare", page, Map.of("share", 100, "uses", "PROJECT"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("“" + all.get(1).name() + "”的补助刚刚有变动");
        assertThat(only(all.getFirst()).tranches()).isEmpty();
    }

    @Test
    void what_is_wrong_is_said_and_nothing_is_done() {
        Studio studio = named("50000.00");
        String page = look("city", "prepare", List.of(studio), "");
        var answer = press("city", "prepare", page, Map.of("share", 100));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("请至少选择一项用途");
        assertThat(press("city", "prepare", page, Map.of("share", 101, "uses", "PROJECT"))
                        .body())
                .contains("1 到 100 之间的整数");
        assertThat(press("city", "prepare", "", Map.of("share", 100, "uses", "PROJECT"))
                        .body())
                .contains("请选择 1 到 100 笔");
        assertThat(only(studio).tranches()).isEmpty();
        assertThat(marks(look("county", "prepare", List.of(studio), "")))
                .as("the money of another federation")
                .isEmpty();
    }
}
