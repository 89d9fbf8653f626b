package io.lingchuang.review.blind;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.BLIND_WORD;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.review.blind.Finding.Word;
import io.lingchuang.review.invitations.Admission;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The host's word on what was found: hidden from experts, left with a reason, or for an attachment a cleaned one in its place. */
@Service
public class BlindWords implements FileGuard {

    static final String KIND = "blind";

    private final DSLContext dsl;
    private final Findings findings;
    private final BlindFacts facts;
    private final AttachmentReading reading;
    private final Files files;
    private final Audit audit;
    private final Today today;

    BlindWords(
            DSLContext dsl,
            Findings findings,
            BlindFacts facts,
            AttachmentReading reading,
            Files files,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.findings = findings;
        this.facts = facts;
        this.reading = reading;
        this.files = files;
        this.audit = audit;
        this.today = today;
    }

    /** Only the host of the call has business here. */
    void requireHost(Actor actor, long panel) {
        actor.requireHolds(Right.RUN_PANEL, facts.hostOf(panel));
    }

    List<Finding> findings(Actor actor, long panel) {
        requireHost(actor, panel);
        return findings.of(panel);
    }

    void look(Actor actor, long panel, String title) {
        requireHost(actor, panel);
        reading.look(actor, panel, title);
    }

    /** Says the same of all these, hide or leave; what was said of them before no longer counts. */
    @Transactional
    public void say(Actor actor, long panel, List<String> keys, Word word, String reason) {
        requireHost(actor, panel);
        requireOpen(panel);
        if (keys.isEmpty()) {
            throw new Refusal("review.blind.none");
        }
        if (word == Word.CLEANED) {
            throw new NotFound();
        }
        if (word == Word.LEAVE && reason.strip().length() < 2) {
            throw Refusal.onField("reason", "review.blind.leaveWhy");
        }
        List<Finding> now = findings.of(panel);
        for (String key : keys) {
            Finding finding = Findings.named(now, key);
            if (finding == null) {
                throw new Stale();
            }
            write(actor, finding, word, reason.strip(), null);
        }
        audit.record(
                actor,
                "review.blind." + word.name().toLowerCase(java.util.Locale.ROOT),
                "panel",
                panel,
                detail(keys, reason));
    }

    private static String detail(List<String> keys, String reason) {
        String all = String.join(", ", keys);
        return (all.length() > 900 ? all.substring(0, 900) + "…" : all)
                + (reason.isBlank() ? "" : ": " + reason.strip());
    }

    /** Experts get this file instead of the attachment. One that still tells is refused. */
    @Transactional
    public void clean(Actor actor, long panel, String key, InputStream in, @Nullable String name) {
        requireHost(actor, panel);
        requireOpen(panel);
        Finding finding = Findings.named(findings.of(panel), key);
        if (finding == null || finding.file() == null) {
            throw new Stale();
        }
        StoredFile file = files.store(in, name, KIND, finding.entry(), null, FileRule.DOCUMENT);
        if (!file.image()) {
            AttachmentText text = reading.read(file.id());
            List<Telltale.Passage> still = Telltale.in(text.text(), facts.words(panel, finding.entry()));
            if (!text.read() || !still.isEmpty()) {
                throw Refusal.onField(
                        "file",
                        text.read() ? "review.blind.stillTells" : "review.blind.unreadable",
                        still.isEmpty() ? "" : still.getFirst().found());
            }
        }
        write(actor, finding, Word.CLEANED, "", file.id());
        audit.record(actor, "review.blind.cleaned", "panel", panel, key);
    }

    private void write(Actor actor, Finding finding, Word word, String reason, @Nullable UUID cleaned) {
        dsl.insertInto(BLIND_WORD)
                .set(BLIND_WORD.ENTRY_ID, finding.entry())
                .set(BLIND_WORD.PLACE, finding.place())
                .set(BLIND_WORD.FOUND, finding.found())
                .set(BLIND_WORD.WORD, word.name())
                .set(BLIND_WORD.REASON, reason)
                .set(BLIND_WORD.CLEANED, cleaned)
                .set(BLIND_WORD.ACCOUNT_ID, actor.accountId())
                .set(BLIND_WORD.AT, today.now())
                .onDuplicateKeyUpdate()
                .set(BLIND_WORD.WORD, word.name())
                .set(BLIND_WORD.REASON, reason)
                .set(BLIND_WORD.CLEANED, cleaned)
                .set(BLIND_WORD.ACCOUNT_ID, actor.accountId())
                .set(BLIND_WORD.AT, today.now())
                .execute();
    }

    private void requireOpen(long panel) {
        String state = dsl.select(PANEL.STATE)
                .from(PANEL)
                .where(PANEL.ID.eq(panel))
                .forShare()
                .fetchOne(PANEL.STATE);
        if (!"FORMING".equals(state) && !"SCORING".equals(state)) {
            throw new Stale();
        }
    }

    @Override
    public String ownerKind() {
        return KIND;
    }

    /** The host, and experts to whom it is laid out instead of the attachment. */
    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (!(viewer instanceof Actor actor) || file.ownerId() == null) {
            return false;
        }
        List<Long> panels = dsl.select(PANEL_ENTRY.PANEL_ID)
                .from(PANEL_ENTRY)
                .where(PANEL_ENTRY.ENTRY_ID.eq(file.ownerId()))
                .fetch(Record1::value1);
        return panels.stream().anyMatch(p -> actor.holds(Right.RUN_PANEL, facts.hostOf(p)))
                || (actor.may(Right.SCORE) && laidOut(actor, file));
    }

    private boolean laidOut(Actor actor, StoredFile file) {
        var expert = io.lingchuang.db.review.Tables.EXPERT;
        return dsl.fetchExists(dsl.selectOne()
                .from(SHEET)
                .join(expert)
                .on(expert.ID.eq(SHEET.EXPERT_ID))
                .join(PANEL)
                .on(PANEL.ID.eq(SHEET.PANEL_ID))
                .join(BLIND_WORD)
                .on(BLIND_WORD.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(SHEET.ENTRY_ID), ENTRY.STATE.eq("ACCEPTED"))
                .where(
                        expert.ACCOUNT_ID.eq(actor.accountId()),
                        PANEL.STATE.eq("SCORING"),
                        Admission.given(SHEET.PANEL_ID, SHEET.EXPERT_ID),
                        SHEET.ENTRY_ID.eq(file.ownerId()),
                        BLIND_WORD.CLEANED.eq(file.id())));
    }

    @Override
    public boolean hidesName(StoredFile file) {
        return true;
    }
}
