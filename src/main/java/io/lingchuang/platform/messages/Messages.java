package io.lingchuang.platform.messages;

import static io.lingchuang.db.platform.Tables.MESSAGE;

import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Viewer;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Messages to people in the app. One with a once-key reaches a person a single time, however often it is sent. */
@Service
public class Messages implements Pages.UnreadCount {

    private final DSLContext dsl;

    Messages(DSLContext dsl) {
        this.dsl = dsl;
    }

    public boolean send(long accountId, String subject, String body, @Nullable String link, @Nullable String onceKey) {
        return dsl.insertInto(MESSAGE)
                        .set(MESSAGE.ACCOUNT_ID, accountId)
                        .set(MESSAGE.SUBJECT, subject)
                        .set(MESSAGE.BODY, body)
                        .set(MESSAGE.LINK, link)
                        .set(MESSAGE.ONCE_KEY, onceKey)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Takes back every message that leads to one of these addresses: what it named must not be known any more. */
    public void takeBack(String... links) {
        dsl.deleteFrom(MESSAGE).where(MESSAGE.LINK.in(links)).execute();
    }

    public List<Message> latest(long accountId, int n) {
        return dsl.selectFrom(MESSAGE)
                .where(MESSAGE.ACCOUNT_ID.eq(accountId))
                .orderBy(MESSAGE.ID.desc())
                .limit(n)
                .fetch(Messages::message);
    }

    public void read(long accountId, long id) {
        dsl.update(MESSAGE)
                .set(MESSAGE.READ_AT, Instant.now())
                .where(MESSAGE.ID.eq(id), MESSAGE.ACCOUNT_ID.eq(accountId), MESSAGE.READ_AT.isNull())
                .execute();
    }

    public void readAll(long accountId) {
        dsl.update(MESSAGE)
                .set(MESSAGE.READ_AT, Instant.now())
                .where(MESSAGE.ACCOUNT_ID.eq(accountId), MESSAGE.READ_AT.isNull())
                .execute();
    }

    @Override
    public long applyAsLong(Viewer viewer) {
        return dsl.fetchCount(MESSAGE, MESSAGE.ACCOUNT_ID.eq(viewer.accountId()).and(MESSAGE.READ_AT.isNull()));
    }

    static Message message(Record m) {
        return new Message(
                m.get(MESSAGE.ID),
                m.get(MESSAGE.SUBJECT),
                m.get(MESSAGE.BODY),
                m.get(MESSAGE.LINK),
                m.get(MESSAGE.CREATED_AT),
                m.get(MESSAGE.READ_AT));
    }
}
