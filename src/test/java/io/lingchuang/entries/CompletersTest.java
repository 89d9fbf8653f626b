package io.lingchuang.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.messages.Message;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.NotFound;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Those an entry names: they are told of it and of every step, answer once, and who declines is out of it. */
class CompletersTest extends CallAtHand {

    @Autowired
    Messages messages;

    @Autowired
    EntryAccess access;

    private Actor mate;
    private Actor third;

    @BeforeEach
    void twoMates() {
        mate = workerAt(mine);
        third = workerAt(mine);
    }

    @Test
    void completers_are_told_when_it_is_handed_in_and_not_before() {
        long id = named(null, null, null);
        assertThat(messages.latest(mate.accountId(), 9)).isEmpty();
        assertThatThrownBy(() -> completers.answer(mate, id, true))
                .as("a draft is nobody's business")
                .isInstanceOf(NotFound.class);
        submission.submit(me, id, version(id));
        assertThat(told(mate))
                .singleElement()
                .satisfies(m -> assertThat(m.link()).isEqualTo("/entries/" + id));
        assertThatThrownBy(() -> completers.answer(workerAt(mine), id, false)).isInstanceOf(NotFound.class);
    }

    @Test
    void nobody_is_asked_twice_when_it_comes_back() {
        long id = sent();
        vetting.returnToApplicant(clerk, id, version(id), "请补充数据");
        submission.submit(me, id, version(id));
        assertThat(told(mate).filter(m -> m.subject().startsWith("您被列为完成人"))).hasSize(1);
    }

    @Test
    void whoever_confirms_is_not_asked_again() throws Exception {
        long id = sent();
        TestSession.as(mate);
        assertThat(page(id)).contains(text("entries.noIAmNot"));
        pages.perform(post("/entries/" + id + "/answer").param("accepts", "true"))
                .andExpect(redirectedUrl("/entries/" + id));
        assertThat(page(id)).doesNotContain(text("entries.noIAmNot"));
        assertThatThrownBy(() -> completers.answer(mate, id, false)).hasMessage("entries.answered");
    }

    @Test
    void whoever_declines_sees_it_no_more_and_stands_on_no_paper() throws Exception {
        long id = sent();
        completers.answer(mate, id, false);
        assertThat(told(me).map(Message::subject)).anyMatch(s -> s.contains(mate.name()));
        assertThatThrownBy(() -> completers.answer(mate, id, true))
                .as("a change of mind asks the applicant")
                .isInstanceOf(NotFound.class);
        TestSession.as(mate);
        pages.perform(get("/entries/" + id)).andExpect(status().isNotFound());
        assertThat(body("/entries")).doesNotContain(entry(id).title());
        assertThat(access.own(mate, entry(id))).as("and may still not vet it").isTrue();
        TestSession.as(me);
        byte[] form = pages.perform(get("/entries/" + id + "/form.pdf"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var pdf = Loader.loadPDF(form)) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains(me.name(), third.name())
                    .doesNotContain(mate.name());
        }
        assertThat(page(id)).contains(text("entry.action.decline"));
    }

    @Test
    void the_applicant_takes_off_who_declined_while_it_is_vetted() throws Exception {
        long id = sent();
        completers.answer(mate, id, false);
        Entry.Completer gone = entry(id).completers().get(1);
        assertThatThrownBy(() -> completers.takeOff(clerk, id, version(id), gone.id()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> completers.takeOff(
                        me, id, version(id), entry(id).completers().get(2).id()))
                .as("only who declined")
                .isInstanceOf(NotFound.class);
        TestSession.as(me);
        pages.perform(post("/entries/" + id + "/completers/" + gone.id() + "/take-off")
                        .param("version", String.valueOf(version(id))))
                .andExpect(redirectedUrl("/entries/" + id));
        assertThat(entry(id).completers()).extracting(Entry.Completer::name).containsExactly(me.name(), third.name());
        assertThat(entry(id).completers()).extracting(Entry.Completer::position).containsExactly(1, 2);
        assertThat(entry(id).state()).isEqualTo(EntryState.VETTING);
    }

    @Test
    void shares_that_would_not_make_a_hundred_are_mended_by_the_applicant_first() {
        long id = named(50, 30, 20);
        submission.submit(me, id, version(id));
        completers.answer(mate, id, false);
        long gone = entry(id).completers().get(1).id();
        assertThatThrownBy(() -> completers.takeOff(me, id, version(id), gone)).hasMessage("entries.takeOffShares");
        vetting.recommend(clerk, id, version(id), "同意推荐");
        vetting.recommend(industryOrCounty(id), id, version(id), "同意推荐");
        vetting.accept(officer, id, version(id), "");
        assertThatThrownBy(() -> completers.takeOff(me, id, version(id), gone)).hasMessage("entries.takeOffLate");
    }

    private Actor industryOrCounty(long id) {
        return entry(id).line() == Entry.Line.INDUSTRIAL ? industryOfficer : countyOfficer;
    }

    @Test
    void whoever_is_named_anew_after_declining_is_asked_anew() {
        long id = sent();
        completers.answer(mate, id, false);
        vetting.returnToApplicant(clerk, id, version(id), "请核对完成人");
        save(id, List.of(name(me, null), name(third, null)));
        save(id, List.of(name(me, null), name(third, null), name(mate, null)));
        submission.submit(me, id, version(id));
        assertThat(told(mate).filter(m -> m.subject().startsWith("您被列为完成人"))).hasSize(2);
        completers.answer(mate, id, true);
        assertThat(entry(id).completers().getLast().state()).isEqualTo(Entry.Answer.ACCEPTED);
    }

    // Every step

    @Test
    void everybody_it_is_about_is_told_of_every_step_but_not_who_declined() {
        long id = sent();
        completers.answer(third, id, false);
        vetting.recommend(clerk, id, version(id), "同意推荐");
        vetting.recommend(industryOrCounty(id), id, version(id), "同意推荐");
        vetting.askSupplement(officer, id, version(id), "请补交应用证明");
        submission.submit(me, id, version(id));
        vetting.accept(officer, id, version(id), "");
        for (Actor person : List.of(me, mate)) {
            assertThat(told(person).map(Message::subject).filter(s -> s.startsWith("您的申报")))
                    .as(person.name())
                    .extracting(s -> s.substring(0, s.indexOf('：')))
                    .containsExactly("您的申报已受理", "您的申报需要补正材料", "您的申报已推荐到主办单位", "您的申报已获推荐");
        }
        assertThat(told(me).filter(m -> m.subject().startsWith("您的申报已获推荐")))
                .singleElement()
                .satisfies(m -> assertThat(m.body()).contains("朔里煤矿工会"));
        assertThat(told(third).map(Message::subject)).noneMatch(s -> s.startsWith("您的申报"));
    }

    @Test
    void a_worker_for_whom_a_clerk_typed_is_told_and_may_say_that_it_is_not_so() {
        var person = io.lingchuang.db.directory.Tables.PERSON;
        long whom = java.util.Objects.requireNonNull(dsl.select(person.ID)
                .from(person)
                .where(person.ACCOUNT_ID.eq(mate.accountId()))
                .fetchOne(person.ID));
        long id = drafts.startFor(clerk, call, whom, "本人到场口述并同意");
        write(id, null, "老式绞车制动改进");
        submission.submit(clerk, id, version(id));
        vetting.returnToApplicant(secondClerk, id, version(id), "请补充");
        assertThat(told(mate).map(Message::subject))
                .anyMatch(s -> s.startsWith("单位替您提交了申报"))
                .anyMatch(s -> s.startsWith("您的申报被退回修改"));
        completers.answer(mate, id, false);
        assertThat(entry(id).first()).isNull();
    }

    // After the term

    @Test
    void the_reason_and_the_term_stand_on_top_and_a_late_supplement_says_so() throws Exception {
        on("2026-11-02");
        long id = sent();
        vetting.recommend(clerk, id, version(id), "同意推荐");
        vetting.recommend(industryOrCounty(id), id, version(id), "同意推荐");
        vetting.askSupplement(officer, id, version(id), "请补交应用证明");
        TestSession.as(me);
        assertThat(page(id)).contains("请补交应用证明", "2026-11-09", "可以不予受理");
        on("2026-11-10");
        assertThat(page(id)).contains("补正期已过");
        submission.submit(me, id, version(id));
        assertThat(page(id)).contains(text("entry.action.supplementLate"));
    }

    private long sent() {
        long id = named(null, null, null);
        submission.submit(me, id, version(id));
        return id;
    }

    private long named(@Nullable Integer mine, @Nullable Integer mates, @Nullable Integer thirds) {
        long id = draft(me, call, null);
        save(id, List.of(name(me, mine), name(mate, mates), name(third, thirds)));
        return id;
    }

    private static EntryTyping.Name name(Actor who, @Nullable Integer share) {
        return new EntryTyping.Name(who.name(), "朔里煤矿工会", share);
    }

    private void save(long id, List<EntryTyping.Name> names) {
        drafts.save(
                me,
                id,
                version(id),
                new EntryTyping(
                        "皮带机清扫器改进",
                        null,
                        entry(id).line(),
                        Map.of("content", "加装刮板"),
                        List.of("truth", "secret:no"),
                        names));
    }

    private Stream<Message> told(Actor who) {
        return messages.latest(who.accountId(), 50).stream();
    }

    private String page(long id) throws Exception {
        return body("/entries/" + id);
    }

    private String body(String path) throws Exception {
        return pages.perform(get(path))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
