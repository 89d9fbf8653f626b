package io.lingchuang.entries;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What became of an entry, in plain words, for everybody it is about: who handed it in, whom it was entered for, its completers. */
@Service
public class EntryNews {

    private final DSLContext dsl;
    private final Messages messages;
    private final Wording texts;

    EntryNews(DSLContext dsl, Messages messages, Wording texts) {
        this.dsl = dsl;
        this.messages = messages;
        this.texts = texts;
    }

    /**
     * Tells all of them, once for each step.
     *
     * @param entry after the step: its version is what makes the news new
     * @param what the words: entries.news.WHAT is the subject, given the title; entries.news.WHAT.body the rest
     */
    public void tell(Entry entry, String what, @Nullable Object... facts) {
        String subject = texts.of("entries.news." + what, entry.title());
        String body = texts.of("entries.news." + what + ".body", facts);
        for (long account : people(entry.id())) {
            messages.send(
                    account,
                    subject,
                    body,
                    "/entries/" + entry.id(),
                    "entry:" + entry.id() + ":" + entry.version() + ":" + what);
        }
    }

    /** Tells those who vet where it stands now that it waits for them, once for each step. */
    public void waits(List<Long> officers, Entry entry, String callTitle) {
        for (long officer : officers) {
            messages.send(
                    officer,
                    texts.of("entries.news.waiting", entry.title()),
                    callTitle + " " + entry.number(),
                    "/vetting/" + entry.id(),
                    "vet:" + entry.id() + ":" + entry.version());
        }
    }

    /** Whoever handed the entry in, and its completers who have accounts; whoever declined has nothing to do with it any more. */
    public List<Long> people(long entryId) {
        return dsl.select(ENTRY.CREATED_BY)
                .from(ENTRY)
                .where(ENTRY.ID.eq(entryId))
                .union(DSL.select(PERSON.ACCOUNT_ID)
                        .from(COMPLETER)
                        .join(PERSON)
                        .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                        .where(
                                COMPLETER.ENTRY_ID.eq(entryId),
                                COMPLETER.STATE.ne(Entry.Answer.DECLINED.name()),
                                PERSON.ACCOUNT_ID.isNotNull()))
                .fetch(r -> r.value1());
    }
}
