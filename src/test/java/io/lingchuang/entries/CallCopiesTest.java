package io.lingchuang.entries;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.LIKENESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.TestSession;
import io.lingchuang.calls.Level;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jooq.JSONB;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The host has all entries of a call compared, and rules on each likely duplicate. */
class CallCopiesTest extends CallAtHand {

    private static final String SCRAPER = "皮带机尾部落煤长期靠人工清理，每班要停机三次。我们在机尾加装两道聚氨酯刮板，用弹簧压紧，刮下的煤落入溜槽回到皮带。";
    private static final String SCRAPED = "我矿皮带机尾部落煤一直靠人工清理，每班要停机三次。班组在机尾加装两道耐磨刮板，用弹簧压紧，刮下的煤落入溜槽回到皮带。";
    private static final String CANTEEN = "食堂排队时间长，建议按车间错开就餐，并在每个窗口设置刷卡机，十分钟就能吃上饭，浪费的饭菜少了三成。";

    @Autowired
    Likenesses likenesses;

    @Autowired
    CallComparison comparison;

    @Autowired
    Jobs jobs;

    private long lastYears;

    @BeforeEach
    void aCallOfLastYear() {
        lastYears = openCall(Level.ENTERPRISE);
        dsl.update(CALL).set(CALL.YEAR, 2025).where(CALL.ID.eq(lastYears)).execute();
        dsl.deleteFrom(io.lingchuang.db.entries.Tables.TEXT_GRAM).execute();
    }

    @Test
    void all_entries_are_compared_with_each_other_and_with_former_winners() throws Exception {
        long winner = handedIn(workerAt(mill), lastYears, "刮板清扫装置", SCRAPER);
        dsl.execute(
                "update entries.entry set state = 'FORMAL_CHECK', at_node_id = {0} where id = {1}", city.id(), winner);
        for (String state : List.of("ACCEPTED", "RANKED", "PROPOSED", "AWARDED")) {
            dsl.update(ENTRY).set(ENTRY.STATE, state).where(ENTRY.ID.eq(winner)).execute();
        }
        long copy = handedIn(me, call, "机尾自动清煤器", SCRAPED);
        long canteen = handedIn(me, call, "错峰就餐", CANTEEN);
        long again = handedIn(workerAt(mill), call, "车间错峰就餐建议", CANTEEN + "今年五月试行。");
        handedIn(me, call, "井口照明改造", "井口照明改用感应控制，人到灯亮，人走灯灭，全矿一年节电十一万度。");
        assertThat(page("/calls/" + call + "/copies")).contains(text("entries.copies.notYet"));

        Job job = compared();
        assertThat(job.total()).isEqualTo(4);
        assertThat(pairs(call)).containsExactlyInAnyOrder(copy + ">" + winner, again + ">" + canteen);
        assertThat(page("/jobs/" + job.id())).contains("/calls/" + call + "/copies");
        assertThat(page("/calls/" + call)).contains("/calls/" + call + "/copies");
        assertThat(page("/calls/" + call + "/copies"))
                .contains("机尾自动清煤器", "刮板清扫装置", "2025", text("EntryState.AWARDED"), text("entries.copies.open"))
                .doesNotContain("井口照明改造");
        assertThat(page("/calls/" + call + "/copies/" + likeness(copy))).contains("<mark>", "刮下的煤落入溜槽回到皮带", me.name());
    }

    @Test
    void each_pair_is_ruled_on_with_a_reason_and_the_ruling_taken_back() throws Exception {
        long older = handedIn(workerAt(mill), lastYears, "刮板清扫装置", SCRAPER);
        long copy = handedIn(me, call, "机尾自动清煤器", SCRAPED);
        compared();
        String address = "/calls/" + call + "/copies/" + likeness(copy);
        TestSession.as(officer);
        pages.perform(post(address).param("version", "0").param("ruling", "DUPLICATE"))
                .andExpect(status().is(422));
        pages.perform(post(address).param("version", "0").param("reason", "连数字都没有改"))
                .andExpect(status().is(422));
        pages.perform(post(address)
                        .param("version", "0")
                        .param("ruling", "DUPLICATE")
                        .param("reason", "连数字都没有改"))
                .andExpect(status().is3xxRedirection());
        assertThat(page(address)).contains(text("Ruling.DUPLICATE"), "连数字都没有改", officer.name());
        assertThat(page("/calls/" + call + "/copies?ruling=open")).doesNotContain("机尾自动清煤器");
        assertThat(page("/calls/" + call + "/copies?ruling=DUPLICATE")).contains("机尾自动清煤器");
        assertThat(page("/vetting/" + copy)).contains(say("entries.copies.ruledLike", text("Ruling.DUPLICATE")));
        assertThat(entry(copy).state()).as("a ruling moves nothing").isEqualTo(EntryState.VETTING);
        assertThatThrownBy(() -> likenesses.rule(officer, call, likeness(copy), 0, Ruling.DIFFERENT, "看错了"))
                .as("somebody else was faster")
                .isInstanceOf(Stale.class);
        pages.perform(post(address + "/undo").param("version", "1")).andExpect(status().is3xxRedirection());
        assertThat(page("/calls/" + call + "/copies?ruling=open")).contains("机尾自动清煤器");
        assertThat(dsl.select(AUDIT.ACTION, AUDIT.DETAIL)
                        .from(AUDIT)
                        .where(AUDIT.SUBJECT_ID.eq(copy), AUDIT.ACTION.like("%Likeness"))
                        .orderBy(AUDIT.ID)
                        .fetch(r -> r.value1() + " " + r.value2()))
                .containsExactly(
                        "entries.ruleLikeness " + entry(older).number() + " DUPLICATE: 连数字都没有改",
                        "entries.undoLikeness " + entry(older).number() + " DUPLICATE: 连数字都没有改");
    }

    @Test
    void a_second_run_compares_only_what_is_new_or_was_written_again() {
        long first = handedIn(me, call, "机尾清煤器", SCRAPER);
        long copy = handedIn(workerAt(mill), call, "机尾自动清煤器", SCRAPED);
        long twin = handedIn(workerAt(mill), call, "清煤器改进", SCRAPED + "今年五月试行。");
        assertThat(compared().total()).isEqualTo(3);
        assertThat(compared().total()).as("nothing new").isZero();
        assertThat(pairs(call)).containsExactlyInAnyOrder(copy + ">" + first, twin + ">" + first, twin + ">" + copy);
        likenesses.rule(officer, call, likeness(copy), 0, Ruling.FURTHER, "同一班组换了材料");

        rewritten(first, CANTEEN);
        long late = handedIn(workerAt(mill), call, "错峰就餐", CANTEEN + "每层楼都贴了表。");
        assertThat(comparison.waiting(call)).isEqualTo(2);
        assertThat(compared().total()).isEqualTo(2);
        assertThat(pairs(call))
                .as("what is no more likely goes, what was ruled on stays, what is new is found")
                .containsExactlyInAnyOrder(copy + ">" + first, twin + ">" + copy, late + ">" + first);
        assertThat(likenesses.likeness(officer, call, likeness(copy)).changed())
                .as("the list says that one was written again since the ruling")
                .isTrue();
    }

    @Test
    void what_a_crash_cut_off_is_finished_and_nothing_is_there_twice() {
        List<Long> ids = IntStream.range(0, 60)
                .mapToObj(i -> handedIn(me, call, "第" + i + "件班组改进", i % 2 == 0 ? SCRAPER : CANTEEN))
                .toList();
        List<GramSweep.Text> lot = ids.subList(0, 30).stream()
                .map(id -> new GramSweep.Text(
                        id,
                        1,
                        io.lingchuang.platform.text.Grams.of(Duplicates.text(
                                entry(id),
                                house.getBean(io.lingchuang.calls.Calls.class).call(call)))))
                .toList();
        comparison.keep(call, lot, comparison.pairs(lot, percent -> {}));
        assertThat(compared().total()).as("the rest").isEqualTo(30);
        assertThat(pairs(call)).hasSize(2 * (30 * 29 / 2)).doesNotHaveDuplicates();
    }

    @Test
    void what_was_withdrawn_is_no_duplicate() throws Exception {
        long first = handedIn(me, call, "机尾清煤器", SCRAPER);
        long second = handedIn(workerAt(mill), call, "机尾自动清煤器", SCRAPED);
        submission.withdraw(me, first, version(first), "");
        compared();
        assertThat(pairs(call)).isEmpty();
        long third = handedIn(workerAt(mill), call, "自动清煤器", SCRAPED);
        compared();
        assertThat(pairs(call)).containsExactly(third + ">" + second);
        Actor creator = accounts.actor(entry(third).createdBy()).orElseThrow();
        submission.withdraw(creator, third, version(third), "");
        assertThat(page("/calls/" + call + "/copies")).contains(text("entries.copies.none"));
    }

    @Test
    void nobody_but_the_host_has_business_there() throws Exception {
        handedIn(workerAt(mill), lastYears, "刮板清扫装置", SCRAPER);
        long copy = handedIn(me, call, "机尾自动清煤器", SCRAPED);
        compared();
        String address = "/calls/" + call + "/copies";
        String pair = address + "/" + likeness(copy);
        for (Actor stranger : List.of(me, clerk, countyOfficer, industryOfficer, finance)) {
            TestSession.as(stranger);
            for (String there : List.of(address, address + ".xlsx", pair)) {
                pages.perform(get(there)).andExpect(status().isNotFound());
            }
            pages.perform(post(address + "/compare")).andExpect(status().isNotFound());
            pages.perform(post(pair)
                            .param("version", "0")
                            .param("ruling", "DIFFERENT")
                            .param("reason", "不像"))
                    .andExpect(status().isNotFound());
            pages.perform(post(pair + "/undo").param("version", "0")).andExpect(status().isNotFound());
        }
        TestSession.as(officer);
        pages.perform(get("/calls/" + lastYears + "/copies/" + likeness(copy))).andExpect(status().isNotFound());
    }

    @Test
    void nobody_rules_on_an_entry_of_their_own() {
        handedIn(me, call, "机尾清煤器", SCRAPER);
        long copy = handedIn(workerAt(mill), call, "机尾自动清煤器", SCRAPED);
        long person = person(mill, officer.name(), officer.accountId());
        dsl.insertInto(COMPLETER)
                .set(COMPLETER.ENTRY_ID, copy)
                .set(COMPLETER.POSITION, 2)
                .set(COMPLETER.PERSON_ID, person)
                .set(COMPLETER.NAME, officer.name())
                .execute();
        compared();
        assertThatThrownBy(() -> likenesses.rule(officer, call, likeness(copy), 0, Ruling.DIFFERENT, "不是重复"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("entries.copies.own"));
        dsl.deleteFrom(COMPLETER).where(COMPLETER.PERSON_ID.eq(person)).execute();
        dsl.deleteFrom(PERSON).where(PERSON.ID.eq(person)).execute();
    }

    @Test
    void of_what_lies_beyond_the_hosts_reach_only_the_passages_and_the_outcome_are_shown() throws Exception {
        Actor far = workerAt(elsewhere());
        handedIn(far, lastYears, "刮板清扫装置", SCRAPER + "由王师傅带班完成。");
        long countys = openCall(Level.ENTERPRISE);
        dsl.update(CALL)
                .set(CALL.HOST_NODE_ID, county.id())
                .where(CALL.ID.eq(countys))
                .execute();
        long copy = handedIn(me, countys, "机尾自动清煤器", SCRAPED);
        compared(countyOfficer, countys);
        TestSession.as(countyOfficer);
        String address = "/calls/" + countys + "/copies";
        assertThat(seen(address + "?col=title&col=older&col=olderUnit&col=olderFirst"))
                .contains("机尾自动清煤器", "刮板清扫装置")
                .doesNotContain("濉溪", far.name());
        assertThat(seen(address + "/" + likeness(copy)))
                .contains("<mark>", "刮下的煤落入溜槽回到皮带", me.name())
                .doesNotContain("王师傅", "濉溪", far.name());
        byte[] excel = pages.perform(get(address + ".xlsx"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(excel));
                var rows = book.getFirstSheet().openStream()) {
            String all = String.join(
                    "\n",
                    rows.flatMap(r -> r.stream())
                            .filter(Objects::nonNull)
                            .map(c -> c.getText())
                            .toList());
            assertThat(all).contains("机尾自动清煤器", "刮板清扫装置").doesNotContain("濉溪", far.name());
        }
    }

    private Node elsewhere() {
        Node other = tree.byCode("SX").orElseGet(() -> tree.add(city, Node.Kind.COUNTY, "濉溪县总工会", "SX", null));
        return tree.byCode("SXK").orElseGet(() -> tree.add(other, Node.Kind.ENTERPRISE, "濉溪县口子窖酒厂工会", "SXK", null));
    }

    private Job compared() {
        return compared(officer, call);
    }

    private Job compared(Actor host, long which) {
        long id = likenesses.compare(host, which, "疑似重复");
        await().atMost(Duration.ofSeconds(60)).until(() -> jobs.job(id).ended());
        assertThat(jobs.job(id).state()).isEqualTo(Job.State.DONE);
        return jobs.job(id);
    }

    private List<String> pairs(long which) {
        return dsl.select(LIKENESS.ENTRY_ID, LIKENESS.OLDER_ID)
                .from(LIKENESS)
                .join(ENTRY)
                .on(ENTRY.ID.eq(LIKENESS.ENTRY_ID))
                .where(ENTRY.CALL_ID.eq(which))
                .fetch(r -> r.value1() + ">" + r.value2());
    }

    private long likeness(long entry) {
        return dsl.select(LIKENESS.ID)
                .from(LIKENESS)
                .where(LIKENESS.ENTRY_ID.eq(entry))
                .orderBy(LIKENESS.ID)
                .limit(1)
                .fetchSingle()
                .value1();
    }

    private long handedIn(Actor who, long which, String title, String content) {
        long id = drafts.start(who, which);
        write(id, null, title);
        content(id, content);
        submission.submit(who, id, version(id));
        return id;
    }

    private void rewritten(long id, String content) {
        Entry entry = entry(id);
        dsl.update(ENTRY)
                .set(ENTRY.STATE, EntryState.RETURNED.name())
                .where(ENTRY.ID.eq(id))
                .execute();
        content(id, content);
        submission.submit(accounts.actor(entry.createdBy()).orElseThrow(), id, entry.version());
    }

    private void content(long id, String content) {
        dsl.update(ENTRY)
                .set(ENTRY.ANSWERS, JSONB.valueOf("{\"content\": \"" + content + "\"}"))
                .where(ENTRY.ID.eq(id))
                .execute();
    }

    private String page(String address) throws Exception {
        TestSession.as(officer);
        return seen(address);
    }

    private String seen(String address) throws Exception {
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private String say(String key, Object... args) {
        return texts.getMessage(key, args, java.util.Locale.SIMPLIFIED_CHINESE);
    }
}
