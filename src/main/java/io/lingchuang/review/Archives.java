package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.ARCHIVE;
import static io.lingchuang.db.review.Tables.PANEL;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.SealedRankings;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.proof.Archive;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sealed archives 评审档案: one is made each time a panel closes; the last one of a closed panel is the one that counts. */
@Service
public class Archives implements SealedRankings {

    public record Kept(long panelId, String panel, int number, String seal, Instant at) {}

    private final DSLContext dsl;
    private final SealedSheets sheets;
    private final Audit audit;
    private final Today today;

    Archives(DSLContext dsl, SealedSheets sheets, Audit audit, Today today) {
        this.dsl = dsl;
        this.sheets = sheets;
        this.audit = audit;
        this.today = today;
    }

    /**
     * Ranks what is sealed and keeps the archive of it.
     *
     * @param waiting the entries to be ranked: what was withdrawn meanwhile is told and not ranked
     * @return the places, by the codes of the entries
     */
    List<Archive.Place> seal(Panel panel, Call call, Set<Long> waiting, int missing, String withoutMissing) {
        sheets.giveCodes(panel.id());
        List<SealedSheets.Row> sealed = sheets.of(panel.id());
        Set<String> withdrawn = sealed.stream()
                .filter(s -> !waiting.contains(s.entryId()))
                .map(SealedSheets.Row::entryCode)
                .collect(Collectors.toSet());
        int number = dsl.fetchCount(ARCHIVE, ARCHIVE.PANEL_ID.eq(panel.id())) + 1;
        Archive.Rule rule = new Archive.Rule(
                Archive.FORMAT,
                call.title(),
                panel.name(),
                number,
                today.now().toString(),
                panel.rule(),
                panel.trim(),
                Archive.criteria(call.rubric(panel.round())),
                withdrawn.stream().sorted().toList(),
                missing,
                withoutMissing.strip());
        List<Archive.Sheet> archived = Stream.concat(
                        sealed.stream().map(SealedSheets.Row::archived), sheets.cannotJudge(panel.id()).stream())
                .sorted(Comparator.comparing(Archive.Sheet::entry).thenComparing(Archive.Sheet::expert))
                .toList();
        Archive.Sealed made = Archive.pack(rule, archived);
        dsl.insertInto(ARCHIVE)
                .set(ARCHIVE.PANEL_ID, panel.id())
                .set(ARCHIVE.NUMBER, number)
                .set(ARCHIVE.SEAL, made.seal())
                .set(ARCHIVE.CONTENT, made.bytes())
                .set(ARCHIVE.AT, today.now())
                .execute();
        return Archive.ranking(rule, archived);
    }

    /** Every archive of a panel, the newest first. */
    List<Kept> of(long panel) {
        return kept(ARCHIVE.PANEL_ID.eq(panel));
    }

    @Override
    public List<Seal> seals(long callId) {
        return kept(PANEL.CALL_ID.eq(callId).and(counts())).stream()
                .map(k -> new Seal(k.panel(), k.seal(), k.at()))
                .toList();
    }

    /** The archive that counts now, for whoever knows its seal from a notice. */
    byte[] published(String seal) {
        return content(ARCHIVE.SEAL.eq(seal).and(counts())).orElseThrow(NotFound::new);
    }

    /** For whoever may see the panel; each look at an archive is on the trail. */
    @Transactional
    public byte[] archive(Actor actor, Panel panel, int number) {
        byte[] content = content(ARCHIVE.PANEL_ID.eq(panel.id()).and(ARCHIVE.NUMBER.eq(number)))
                .orElseThrow(NotFound::new);
        audit.record(actor, "review.archive", "panel", panel.id(), "archive " + number);
        return content;
    }

    /** The last one, of a panel that is closed. */
    private static Condition counts() {
        var later = ARCHIVE.as("later");
        return PANEL.STATE
                .eq(Panel.State.CLOSED.name())
                .and(DSL.notExists(DSL.selectOne()
                        .from(later)
                        .where(later.PANEL_ID.eq(ARCHIVE.PANEL_ID), later.NUMBER.gt(ARCHIVE.NUMBER))));
    }

    private List<Kept> kept(Condition which) {
        return dsl.select(ARCHIVE.PANEL_ID, PANEL.NAME, ARCHIVE.NUMBER, ARCHIVE.SEAL, ARCHIVE.AT)
                .from(ARCHIVE)
                .join(PANEL)
                .on(PANEL.ID.eq(ARCHIVE.PANEL_ID))
                .where(which)
                .orderBy(ARCHIVE.PANEL_ID, ARCHIVE.NUMBER.desc())
                .fetch(r -> new Kept(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    private Optional<byte[]> content(Condition which) {
        return dsl.select(ARCHIVE.CONTENT)
                .from(ARCHIVE)
                .join(PANEL)
                .on(PANEL.ID.eq(ARCHIVE.PANEL_ID))
                .where(which)
                .fetchOptional(ARCHIVE.CONTENT);
    }
}
