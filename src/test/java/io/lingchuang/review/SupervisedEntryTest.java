package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.files.StoredFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The supervisor looks at an entry: names in full and attachments are looks of their own. */
class SupervisedEntryTest extends BlindCall {

    @Test
    void completers_stand_masked_until_somebody_looks_and_attachments_open_through_the_trail() throws Exception {
        long entry = telling("皮带机清扫器改进", "加装两道刮板");
        StoredFile proof = attach(entry, pdf("检测报告"), "证明.pdf");
        handOver(entry);
        dsl.insertInto(COMPLETER, COMPLETER.ENTRY_ID, COMPLETER.POSITION, COMPLETER.NAME, COMPLETER.UNIT_NAME)
                .values(entry, 9, "欧阳修远", "朔里煤矿")
                .execute();
        long other = accepted();
        long panel = panel();
        panels.start(officer, panel, 0, "专家不足", "来不及");
        Actor supervisor = somebody("唐正清", Role.SUPERVISOR, city);
        String place = "/supervision/panels/" + panel + "/entries/" + entry;
        TestSession.as(supervisor);
        assertThat(body(place)).contains("欧***", place + "/files/" + proof.id()).doesNotContain("欧阳修远");
        assertThat(body(place + "?names=true")).contains("欧阳修远");
        pages.perform(get(place + "/files/" + proof.id())).andExpect(status().isOk());
        pages.perform(get("/supervision/panels/" + panel + "/entries/" + other + "/files/" + proof.id()))
                .andExpect(status().isNotFound());
        pages.perform(get("/files/" + proof.id())).andExpect(status().isNotFound()); // only through the trail
        String code = dsl.fetchValue("select blind_code from review.panel_entry where entry_id = ?", entry)
                .toString();
        assertThat(dsl.select(AUDIT.DETAIL)
                        .from(AUDIT)
                        .where(AUDIT.ACCOUNT_ID.eq(supervisor.accountId()), AUDIT.DETAIL.endsWith(code))
                        .orderBy(AUDIT.ID)
                        .fetch(AUDIT.DETAIL))
                .isEqualTo(List.of("ENTRY " + code, "NAMES " + code, "ATTACHMENT " + code));
        assertThat(body("/supervision/panels/" + panel + "/trail")).contains("查看完成人全名 " + code, "查看附件 " + code);
        TestSession.as(clerk);
        pages.perform(get(place + "/files/" + proof.id())).andExpect(status().isNotFound());
    }

    @Test
    void a_panel_that_stands_alone_is_told_why_standardising_changes_no_rank_and_one_beside_others_is_told_which()
            throws Exception {
        accepted();
        Expert second = expert("安徽理工大学");
        long panel = started(expert, second);
        long entry = dsl.fetchSingle("select entry_id from review.panel_entry where panel_id = ?", panel)
                .get(0, Long.class);
        for (Expert e : List.of(expert, second)) {
            seal(e, entry, "50", "30");
        }
        closing.close(officer, panel, panelVersion(panel), "");
        TestSession.as(officer);

        assertThat(body("/panels/" + panel + "/rules")).contains("这里只有这一个组");
        accepted();
        long beside = forming.make(officer, call, null, "第二组", List.of(expert.id()), null);
        panels.start(officer, beside, 0, "专家不足", "");
        long next = dsl.fetchSingle("select entry_id from review.panel_entry where panel_id = ?", beside)
                .get(0, Long.class);
        seal(expert, next, "40", "30");
        closing.close(officer, beside, panelVersion(beside), "");
        TestSession.as(officer);
        assertThat(body("/panels/" + panel + "/rules")).contains("（第二组）").doesNotContain("这里只有这一个组");
    }
}
