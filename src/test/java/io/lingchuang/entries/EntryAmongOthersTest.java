package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Who else has to do with an entry: the clerk who types it, strangers, and who wrote much the same. */
class EntryAmongOthersTest extends CallAtHand {

    // For somebody else

    @Test
    void a_clerk_enters_for_a_worker_only_with_consent_on_record() {
        long person = person(mine, "老工人", null);
        for (String nothing : List.of("", "   ", "同意")) {
            assertThatThrownBy(() -> drafts.startFor(clerk, call, person, nothing))
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.field()).isEqualTo("consent"));
        }
        long id = drafts.startFor(clerk, call, person, "本人到场口述并同意代填");
        assertThat(entry(id).enteredFor()).isTrue();
        assertThat(dsl.select(ENTRY.CONSENT_NOTE)
                        .from(ENTRY)
                        .where(ENTRY.ID.eq(id))
                        .fetchOne(ENTRY.CONSENT_NOTE))
                .isEqualTo("本人到场口述并同意代填");
        assertThat(Objects.requireNonNull(entry(id).first()).name()).isEqualTo("老工人");
        // And were the consent taken away, the database would not let it be handed in.
        write(id, null, "老式绞车制动改进");
        dsl.update(ENTRY).setNull(ENTRY.CONSENT_NOTE).where(ENTRY.ID.eq(id)).execute();
        assertThatThrownBy(() -> submission.submit(clerk, id, version(id)))
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    }

    @Test
    void a_clerk_enters_for_nobody_of_another_unit_and_a_worker_for_nobody_else() {
        long stranger = person(mill, "纺织工", null);
        assertThatThrownBy(() -> drafts.startFor(clerk, call, stranger, "本人同意代填"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> drafts.startFor(me, call, person(mine, "工友", null), "本人同意代填"))
                .isInstanceOf(NotFound.class);
    }

    // Somebody else's address

    @Test
    void anothers_address_typed_in_finds_nothing() throws Exception {
        long draft = draft(me, call, null);
        long sent = handedIn(me, call, null);
        for (Actor stranger : List.of(workerAt(mine), workerAt(mill), somebody("厂干事", Role.CLERK, mill), finance)) {
            TestSession.as(stranger);
            for (long id : List.of(draft, sent)) {
                for (String page : List.of("", "/edit", "/form.pdf", "/similar")) {
                    pages.perform(get("/entries/" + id + page)).andExpect(status().isNotFound());
                }
                for (MockHttpServletRequestBuilder form : List.of(
                        typed(id, version(id), "send", "冒名"),
                        post("/entries/" + id + "/draft").param("version", "0"),
                        post("/entries/" + id + "/withdraw").param("version", String.valueOf(version(id))),
                        post("/entries/" + id + "/answer").param("accepts", "false"),
                        post("/entries/" + id + "/files/" + UUID.randomUUID() + "/remove"))) {
                    pages.perform(form).andExpect(status().isNotFound());
                }
            }
        }
        assertThat(entry(draft).state()).isEqualTo(EntryState.DRAFT);
        assertThat(entry(sent).state()).isEqualTo(EntryState.VETTING);
    }

    @Test
    void a_draft_is_seen_by_nobody_above_and_an_entry_by_those_above_on_both_lines() throws Exception {
        long draft = draft(me, call, null);
        long sent = handedIn(me, call, null);
        for (Actor above : List.of(clerk, countyOfficer, industryOfficer, officer)) {
            TestSession.as(above);
            pages.perform(get("/entries/" + draft)).andExpect(status().isNotFound());
            pages.perform(get("/vetting/" + draft)).andExpect(status().isNotFound());
            pages.perform(get("/entries/" + sent)).andExpect(status().isOk());
        }
    }

    // Duplicates

    @Test
    void a_copy_with_changed_words_is_pointed_out_with_its_passages() throws Exception {
        String original = "皮带机尾部落煤长期靠人工清理，每班要停机三次。我们在机尾加装两道聚氨酯刮板，用弹簧压紧，刮下的煤落入溜槽回到皮带。改进后每班少停机二十分钟，一年节约电费和人工四十二万元。";
        String copy = "我矿皮带机尾部落煤一直靠人工清理，每班要停机三次。班组在机尾加装两道耐磨刮板，用弹簧压紧，刮下的煤落入溜槽回到皮带。改后每班少停机三十分钟，一年节约电费和人工五十万元。";
        String other = "食堂排队时间长，我们建议按车间错开就餐，并在每个窗口设置刷卡机，职工不再挤在一起，十分钟就能吃上饭。今年五月试行，职工满意度明显提高，浪费的饭菜也少了三成。";
        long first = described("皮带机尾刮板清扫装置", original);
        submission.submit(me, first, version(first));
        long second = described("机尾自动清煤器", copy);
        long third = described("错峰就餐建议", other);
        Duplicates duplicates = house.getBean(Duplicates.class);
        var whole = house.getBean(io.lingchuang.calls.Calls.class).call(call);
        assertThat(duplicates.like(entry(second), whole))
                .extracting(Duplicates.Like::entryId)
                .containsExactly(first);
        assertThat(duplicates.like(entry(third), whole)).isEmpty();
        assertThat(duplicates.like(entry(first), whole))
                .as("a draft is compared with nothing of others")
                .isEmpty();
        submission.submit(me, second, version(second));
        TestSession.as(clerk);
        String side = pages.perform(get("/entries/" + second + "/compare/" + first))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(side).contains("<mark>", "刮下的煤落入溜槽回到皮带");
        submission.withdraw(me, first, version(first), "");
        assertThat(duplicates.like(entry(second), whole))
                .as("what was withdrawn is no duplicate")
                .isEmpty();
    }

    /** The one with what is left of it after half was written anew: each is pointed out on the other's page. */
    @Test
    void a_likeness_is_pointed_out_on_both_pages() {
        String half = "副井提升机制动闸瓦磨损快，原来每旬要停车更换一次，备件费用高。班组把闸瓦材料换成无石棉复合料，又加装间隙传感器，磨损到限自动报警，半年只换过一回。";
        String rest = "改造后全年少停车三十小时，折合效益二十一万元，机房噪声也小了许多，维修班三个人从此不用在夜里抢修。";
        String other = "我们另把报警信号接进调度室，值班员随时看得见。";
        long first = described(me, "提升机闸瓦改进", half + rest);
        long second = described(workerAt(mill), "闸瓦磨损报警", half + other);
        submission.submit(me, first, version(first));
        submission.submit(accounts.actor(entry(second).createdBy()).orElseThrow(), second, version(second));
        Duplicates duplicates = house.getBean(Duplicates.class);
        var whole = house.getBean(io.lingchuang.calls.Calls.class).call(call);
        assertThat(duplicates.like(entry(second), whole))
                .extracting(Duplicates.Like::entryId)
                .contains(first);
        assertThat(duplicates.like(entry(first), whole))
                .extracting(Duplicates.Like::entryId)
                .contains(second);
    }

    @Test
    void an_officer_compares_with_what_lies_beyond_their_reach_by_its_shared_passages_only() throws Exception {
        String shared = "液压支架推移千斤顶的活塞杆改用激光熔覆修复，表面硬度提高一倍，修一根只要新件三成的价钱，寿命不比新件短。";
        Actor stranger = workerAt(mill);
        long far = described(stranger, "活塞杆熔覆修复", shared + "纺织机的轧辊也照此修了两根，由王师傅带班完成。");
        submission.submit(stranger, far, version(far));
        long near = described(me, "支架活塞杆修复", shared);
        submission.submit(me, near, version(near));
        TestSession.as(clerk);
        String side = pages.perform(get("/entries/" + near + "/compare/" + far))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(side)
                .contains("<mark>", "表面硬度提高一倍", "/vetting/" + near)
                .doesNotContain("王师傅", stranger.name(), mill.name(), "/vetting/" + far);
        long unlike = handedIn(workerAt(mill), call, null);
        pages.perform(get("/entries/" + near + "/compare/" + unlike)).andExpect(status().isNotFound());
        pages.perform(get("/entries/" + far + "/compare/" + near)).andExpect(status().isNotFound());
    }

    private long described(String title, String content) {
        return described(me, title, content);
    }

    private long described(Actor who, String title, String content) {
        long id = drafts.start(who, call);
        write(id, null, title);
        dsl.update(ENTRY)
                .set(ENTRY.ANSWERS, org.jooq.JSONB.valueOf("{\"content\": \"" + content + "\"}"))
                .where(ENTRY.ID.eq(id))
                .execute();
        return id;
    }

    @Test
    void while_writing_one_is_told_that_there_is_a_likeness_but_not_whose() throws Exception {
        String text = "井下照明改用分区感应控制，人到灯亮，人走灯灭，全矿一年节电十一万度，灯具寿命也延长一倍，材料费两个月就收回。";
        long first = described("井下照明分区感应", text);
        submission.submit(me, first, version(first));
        Actor copier = workerAt(mill);
        long second = drafts.start(copier, call);
        write(second, null, "矿灯节电");
        dsl.update(ENTRY)
                .set(ENTRY.ANSWERS, org.jooq.JSONB.valueOf("{\"content\": \"" + text + "\"}"))
                .where(ENTRY.ID.eq(second))
                .execute();
        TestSession.as(copier);
        String said = pages.perform(get("/entries/" + second + "/similar"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(said).contains(text("entries.similar")).doesNotContain("井下照明分区感应", me.name(), "/entries/" + first);
        pages.perform(get("/entries/" + second + "/compare/" + first)).andExpect(status().isNotFound());
    }
}
