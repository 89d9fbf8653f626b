package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.messages.Message;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Who else has to do with an entry: those it names, the clerk who types it, strangers, and who wrote much the same. */
class EntryAmongOthersTest extends CallAtHand {

    @Autowired
    Messages messages;

    // Completers

    @Test
    void completers_are_told_when_it_is_handed_in_and_may_decline() {
        Actor mate = workerAt(mine);
        long id = draft(me, call, null);
        drafts.save(
                me,
                id,
                version(id),
                new EntryTyping(
                        "皮带机清扫器改进",
                        null,
                        Entry.Line.TERRITORIAL,
                        Map.of("content", "加装刮板"),
                        List.of("truth", "secret:no"),
                        List.of(
                                new EntryTyping.Name(me.name(), "朔里煤矿工会", null),
                                new EntryTyping.Name(mate.name(), "", null))));
        assertThat(messages.latest(mate.accountId(), 9)).isEmpty();
        assertThatThrownBy(() -> submission.answer(mate, id, true))
                .as("a draft is nobody's business")
                .isInstanceOf(NotFound.class);
        submission.submit(me, id, version(id));
        assertThat(messages.latest(mate.accountId(), 9))
                .extracting(Message::link)
                .containsExactly("/entries/" + id);
        submission.answer(mate, id, false);
        assertThat(entry(id).completers())
                .extracting(Entry.Completer::state)
                .containsExactly(Entry.Answer.ACCEPTED, Entry.Answer.DECLINED);
        assertThat(messages.latest(me.accountId(), 1).getFirst().subject()).contains(mate.name());
        submission.answer(mate, id, true);
        assertThat(entry(id).completers().get(1).state()).isEqualTo(Entry.Answer.ACCEPTED);
        assertThatThrownBy(() -> submission.answer(workerAt(mine), id, false)).isInstanceOf(NotFound.class);
    }

    @Test
    void nobody_is_told_twice_when_it_comes_back() {
        Actor mate = workerAt(mine);
        long id = draft(me, call, null);
        dsl.insertInto(COMPLETER, COMPLETER.ENTRY_ID, COMPLETER.POSITION, COMPLETER.PERSON_ID, COMPLETER.NAME)
                .values(id, 2, personOf(mate), mate.name())
                .execute();
        submission.submit(me, id, version(id));
        vetting.returnToApplicant(clerk, id, version(id), "请补充数据");
        submission.submit(me, id, version(id));
        assertThat(messages.latest(mate.accountId(), 9)).hasSize(1);
    }

    private long personOf(Actor actor) {
        var person = io.lingchuang.db.directory.Tables.PERSON;
        return Objects.requireNonNull(dsl.select(person.ID)
                .from(person)
                .where(person.ACCOUNT_ID.eq(actor.accountId()))
                .fetchOne(person.ID));
    }

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

    private long described(String title, String content) {
        long id = drafts.start(me, call);
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
