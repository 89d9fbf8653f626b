package io.lingchuang.services.events;

import static io.lingchuang.db.services.Tables.EVENT_KIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A city has kinds of events of its own. */
class EventKindTest extends OpenHouse {

    private HttpResponse<String> kind(String who, String action, String code, String name) {
        return visitor(who)
                .post("/events/kinds", Map.of("action", action, "code", code, "name", name, "nameEn", "Own kind"));
    }

    private String code(String name) {
        return dsl.select(EVENT_KIND.CODE)
                .from(EVENT_KIND)
                .where(EVENT_KIND.NAME.eq(name))
                .fetchSingle()
                .value1();
    }

    @Test
    void a_kind_is_added_chosen_renamed_and_removed_as_long_as_nothing_is_of_it() {
        Visitor city = visitor("city");
        assertThat(kind("city", "add", "", "技能比武观摩").statusCode()).isEqualTo(302);
        assertThat(city.get("/events/new").body()).contains("技能比武观摩");
        assertThat(kind("city", "add", "", "技能比武观摩").body()).contains("已有同名的类型");
        assertThat(kind("city", "add", "", "").statusCode()).isEqualTo(422);
        String code = code("技能比武观摩");
        assertThat(kind("city", "rename", code, "技能观摩").statusCode()).isEqualTo(302);
        assertThat(stranger().get("/events").body()).contains("技能观摩");
        assertThat(kind("city", "remove", code, "").statusCode()).isEqualTo(302);
        assertThat(city.get("/events/new").body()).doesNotContain("技能观摩");
        assertThat(kind("city", "remove", "FORUM", "").body()).contains("不能删除");
        assertThat(kind("city", "rename", "NONE", "没有的").statusCode()).isEqualTo(404);
    }

    @Test
    void a_county_holds_events_and_does_not_keep_the_citys_kinds() {
        assertThat(kind("county", "add", "", "县里的").statusCode()).isEqualTo(404);
        assertThat(visitor("county").get("/events").body()).doesNotContain("/events/kinds");
        assertThat(visitor("city").get("/events").body()).contains("/events/kinds");
    }
}
