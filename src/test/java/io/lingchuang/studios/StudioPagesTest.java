package io.lingchuang.studios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What the street reads of the studios. */
class StudioPagesTest extends OpenHouse {

    @Test
    void anybody_finds_a_studio_and_reads_who_works_there_with_their_honours_but_not_who_learns() {
        Document list = Jsoup.parse(stranger().get("/studios?q=大师&kind=STUDIO").body());
        assertThat(list.select("tbody tr"))
                .singleElement()
                .satisfies(row -> assertThat(row.text()).contains("淮北矿业大师工作室", "韩德松", "淮北矿业工程建设公司", "命名有效"));
        Document studio = Jsoup.parse(
                stranger().get(list.selectFirst("tbody a").attr("href")).body());
        assertThat(studio.select("main li:not(.lc-honour):has(.badge)"))
                .hasSize(9)
                .first()
                .satisfies(leader -> assertThat(leader.text()).contains("韩德松", "领衔人", "全国劳动模范"));
        assertThat(studio.text()).contains("施敏华", "全国五一劳动奖章").doesNotContain("许飞");
    }

    @Test
    void what_is_listed_goes_out_as_excel_and_what_is_not_there_is_not_found() {
        assertThat(stranger().bytes("/studios.xlsx?kind=RURAL_BASE").statusCode())
                .isEqualTo(200);
        assertThat(Jsoup.parse(stranger().get("/studios?state=REVOKED").body()).select("tbody tr"))
                .hasSize(1);
        assertThat(stranger().get("/studios/999999").statusCode()).isEqualTo(404);
    }
}
