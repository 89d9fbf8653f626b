package io.lingchuang.notices;

import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryNews;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What notices tell people: who waits for whom, and those whose result it is. */
@Component
class NoticeLetters {

    private final DSLContext dsl;
    private final EntryNews news;
    private final Messages messages;
    private final Accounts accounts;
    private final Wording texts;

    NoticeLetters(DSLContext dsl, EntryNews news, Messages messages, Accounts accounts, Wording texts) {
        this.dsl = dsl;
        this.news = news;
        this.messages = messages;
        this.accounts = accounts;
        this.texts = texts;
    }

    void toRelease(Call call, long noticeId, String title) {
        for (long account : accounts.holders(Right.RELEASE_NOTICE, call.hostNodeId())) {
            messages.send(
                    account,
                    texts.of("notices.letter.release", title),
                    "",
                    "/calls/" + call.id() + "/notices/" + noticeId,
                    null);
        }
    }

    void sentBack(Notice notice, String reason) {
        messages.send(
                notice.preparedBy(),
                texts.of("notices.letter.cancelled", notice.title()),
                reason,
                "/calls/" + notice.callId() + "/notices/" + notice.id(),
                "notice-cancelled-" + notice.id());
    }

    void proposed(List<Item> items, LocalDate opens, LocalDate closes) {
        for (Item item : items) {
            tellPeople(
                    item.entryId(),
                    texts.of("notices.letter.proposed", item.title(), item.tier(), opens.toString(), closes.toString()),
                    "");
        }
    }

    /** To whoever prepared it, and to those whom it named. */
    void takenBack(Notice notice, List<Item> items, String reason) {
        messages.send(
                notice.preparedBy(),
                texts.of("notices.letter.takenBack", notice.title()),
                reason,
                "/calls/" + notice.callId() + "/notices/" + notice.id(),
                "notice-taken-back-" + notice.id());
        for (Item item : items) {
            tellPeople(item.entryId(), texts.of("notices.letter.takenBackFrom", item.title()), reason);
        }
    }

    void notSelected(Call call, List<Long> entries) {
        dsl.select(ENTRY.ID, ENTRY.TITLE)
                .from(ENTRY)
                .where(ENTRY.ID.in(entries))
                .orderBy(ENTRY.ID)
                .forEach(e ->
                        tellPeople(e.value1(), texts.of("notices.letter.notSelected", e.value2(), call.title()), ""));
    }

    void struck(Call call, long entryId, String reason) {
        tellPeople(entryId, texts.of("notices.letter.struck", call.title()), reason);
    }

    void ended(Call call, Notice notice) {
        for (long account : accounts.holders(Right.DECIDE_AWARD, call.hostNodeId())) {
            messages.send(
                    account,
                    texts.of("notices.letter.ended", notice.title()),
                    "",
                    "/calls/" + call.id() + "/notices/" + notice.id(),
                    "notice-ended-" + notice.id());
        }
    }

    void objected(Call call, Notice notice, long objectionId) {
        for (long account : accounts.holders(Right.ANSWER_OBJECTION, call.hostNodeId())) {
            messages.send(
                    account,
                    texts.of("notices.letter.objected", notice.title()),
                    "",
                    "/objections/" + objectionId,
                    null);
        }
    }

    String withdrawnReason() {
        return texts.of("notices.withdrawnByApplicant");
    }

    private void tellPeople(long entryId, String subject, String body) {
        news.people(entryId).forEach(account -> messages.send(account, subject, body, "/entries/" + entryId, null));
    }
}
