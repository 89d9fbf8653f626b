package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.ENTRY_FILE;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Declaration;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/**
 * 涉密不上网: once somebody answers that there is something secret in it, nothing more of it is taken, and what was sent before is
 * cleared. Only the answer stays; the worker hands it in on paper, through the unit's secrecy office.
 */
@Component
class Secrecy {

    static final String REFUSED = "entries.secret";

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Files files;
    private final Messages messages;
    private final Audit audit;
    private final Today today;

    Secrecy(DSLContext dsl, ObjectMapper json, Files files, Messages messages, Audit audit, Today today) {
        this.dsl = dsl;
        this.json = json;
        this.files = files;
        this.messages = messages;
        this.audit = audit;
        this.today = today;
    }

    /** Whether a question on secrets is answered with yes. */
    static boolean said(Call call, List<String> ticked) {
        return call.declarations().stream()
                .anyMatch(d -> d.kind() == Declaration.Kind.SECRECY && ticked.contains(d.code() + ":yes"));
    }

    static void refuse(Entry entry, Call call) {
        if (said(call, entry.ticked())) {
            throw new Refusal(REFUSED);
        }
    }

    /** Clears all but the answer, whatever another tab has saved meanwhile. The audit trail tells that it was done and nothing of what it was. */
    @Transactional(propagation = Propagation.MANDATORY)
    void stop(Actor actor, Entry entry, Call call) {
        List<String> yes = call.declarations().stream()
                .filter(d -> d.kind() == Declaration.Kind.SECRECY)
                .map(d -> d.code() + ":yes")
                .toList();
        clearFiles(entry.id());
        dsl.deleteFrom(TEXT_GRAM).where(TEXT_GRAM.ENTRY_ID.eq(entry.id())).execute();
        dsl.deleteFrom(COMPLETER)
                .where(COMPLETER.ENTRY_ID.eq(entry.id()), COMPLETER.POSITION.gt(1))
                .execute();
        dsl.update(ENTRY)
                .set(ENTRY.TITLE, "")
                .set(ENTRY.ANSWERS, JSONB.valueOf("{}"))
                .set(ENTRY.TICKED, JSONB.valueOf(json.writeValueAsString(yes)))
                .setNull(ENTRY.SEARCH)
                .set(ENTRY.CHANGED_AT, today.now())
                .set(ENTRY.VERSION, ENTRY.VERSION.plus(1))
                .where(ENTRY.ID.eq(entry.id()))
                .execute();
        String page = "/entries/" + entry.id();
        messages.takeBack(page, page + "/edit", "/vetting/" + entry.id());
        audit.record(actor, "entries.secret", "entry", entry.id(), null);
    }

    /** The answer was a slip: one begins anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeBack(Actor actor, Entry entry) {
        dsl.update(ENTRY)
                .set(ENTRY.TICKED, JSONB.valueOf("[]"))
                .set(ENTRY.CHANGED_AT, today.now())
                .set(ENTRY.VERSION, ENTRY.VERSION.plus(1))
                .where(ENTRY.ID.eq(entry.id()))
                .execute();
        audit.record(actor, "entries.notSecret", "entry", entry.id(), null);
    }

    /** Takes every file of an entry out of the house, the sealed scan too. */
    @Transactional(propagation = Propagation.MANDATORY)
    void clearFiles(long entryId) {
        dsl.deleteFrom(ENTRY_FILE).where(ENTRY_FILE.ENTRY_ID.eq(entryId)).execute();
        dsl.update(ENTRY).setNull(ENTRY.SEALED_FILE).where(ENTRY.ID.eq(entryId)).execute();
        var file = io.lingchuang.db.platform.Tables.FILE;
        List<UUID> gone = dsl.select(file.ID)
                .from(file)
                .where(file.OWNER_KIND.eq(EntryFiles.KIND), file.OWNER_ID.eq(entryId))
                .fetch(file.ID);
        gone.forEach(files::delete);
    }
}
