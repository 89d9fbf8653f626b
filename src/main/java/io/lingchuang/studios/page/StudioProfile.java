package io.lingchuang.studios.page;

import static io.lingchuang.db.studios.Tables.COLLECTIVE_HONOUR;
import static io.lingchuang.db.studios.Tables.KIND_FIELD;
import static io.lingchuang.db.studios.Tables.KIND_VALUE;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.directory.HonourLevel;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a studio says of itself on its page, with what its kind asks for and its collective honours. */
@Service
public class StudioProfile {

    /** Its texts as its leader or its unit's clerk writes them. area in square metres. */
    public record Texts(
            String field,
            String place,
            @Nullable BigDecimal area,
            @Nullable LocalDate foundedOn,
            String motto,
            String introduction,
            String equipment,
            String rules,
            boolean fundsShown) {}

    /** What its kind asks for, in the viewer's language; value empty: not said. */
    public record KindField(String code, String title, boolean number, String unit, String value) {}

    public record CollectiveHonour(long id, String title, HonourLevel level, int year, String number) {}

    private final DSLContext dsl;
    private final Studios studios;

    StudioProfile(DSLContext dsl, Studios studios) {
        this.dsl = dsl;
        this.studios = studios;
    }

    public List<KindField> kindFields(Studio studio, boolean english) {
        return dsl.select(KIND_FIELD.fields())
                .select(KIND_VALUE.VALUE)
                .from(KIND_FIELD)
                .leftJoin(KIND_VALUE)
                .on(KIND_VALUE.CODE.eq(KIND_FIELD.CODE), KIND_VALUE.STUDIO_ID.eq(studio.id()))
                .where(KIND_FIELD.KIND.eq(studio.kind().name()))
                .orderBy(KIND_FIELD.POSITION)
                .fetch(r -> new KindField(
                        r.get(KIND_FIELD.CODE),
                        r.get(english ? KIND_FIELD.EN : KIND_FIELD.ZH),
                        r.get(KIND_FIELD.FORM).equals("NUMBER"),
                        r.get(english ? KIND_FIELD.UNIT_EN : KIND_FIELD.UNIT_ZH),
                        r.get(KIND_VALUE.VALUE) == null ? "" : r.get(KIND_VALUE.VALUE)));
    }

    public List<CollectiveHonour> honours(long studioId) {
        return dsl.selectFrom(COLLECTIVE_HONOUR)
                .where(COLLECTIVE_HONOUR.STUDIO_ID.eq(studioId))
                .orderBy(COLLECTIVE_HONOUR.YEAR.desc(), COLLECTIVE_HONOUR.ID)
                .fetch(r -> new CollectiveHonour(
                        r.getId(), r.getTitle(), HonourLevel.valueOf(r.getLevel()), r.getYear(), r.getNumber()));
    }

    /** Whether everybody may see the sums of its funds. */
    public boolean fundsShown(long studioId) {
        return dsl.select(STUDIO.FUNDS_SHOWN)
                .from(STUDIO)
                .where(STUDIO.ID.eq(studioId))
                .fetchOptional(STUDIO.FUNDS_SHOWN)
                .orElseThrow(NotFound::new);
    }

    /** @param ofKind what its kind asks for, by code; an empty value takes it off */
    @Transactional
    public void write(Actor actor, long studioId, int version, Texts texts, Map<String, String> ofKind) {
        Studio studio = studios.ledBy(actor, studioId);
        if (!studio.state().alive()) {
            throw new Refusal("studiopage.ended");
        }
        int changed = dsl.update(STUDIO)
                .set(STUDIO.FIELD, texts.field())
                .set(STUDIO.PLACE, texts.place())
                .set(STUDIO.AREA, texts.area())
                .set(STUDIO.FOUNDED_ON, texts.foundedOn())
                .set(STUDIO.MOTTO, texts.motto())
                .set(STUDIO.INTRODUCTION, texts.introduction())
                .set(STUDIO.EQUIPMENT, texts.equipment())
                .set(STUDIO.RULES, texts.rules())
                .set(STUDIO.FUNDS_SHOWN, texts.fundsShown())
                .set(STUDIO.VERSION, version + 1)
                .where(STUDIO.ID.eq(studioId), STUDIO.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        for (KindField field : kindFields(studio, false)) {
            say(studio, field, ofKind.getOrDefault(field.code(), ""));
        }
        studios.happened(actor, studioId, "page", null);
    }

    private void say(Studio studio, KindField field, String value) {
        if (value.isEmpty()) {
            dsl.deleteFrom(KIND_VALUE)
                    .where(KIND_VALUE.STUDIO_ID.eq(studio.id()), KIND_VALUE.CODE.eq(field.code()))
                    .execute();
        } else {
            dsl.insertInto(KIND_VALUE)
                    .set(KIND_VALUE.STUDIO_ID, studio.id())
                    .set(KIND_VALUE.KIND, studio.kind().name())
                    .set(KIND_VALUE.CODE, field.code())
                    .set(KIND_VALUE.VALUE, value)
                    .onConflict(KIND_VALUE.STUDIO_ID, KIND_VALUE.CODE)
                    .doUpdate()
                    .set(KIND_VALUE.VALUE, value)
                    .execute();
        }
    }

    @Transactional
    public void honoured(Actor actor, long studioId, String title, HonourLevel level, int year, String number) {
        studios.ledBy(actor, studioId);
        int added = dsl.insertInto(COLLECTIVE_HONOUR)
                .set(COLLECTIVE_HONOUR.STUDIO_ID, studioId)
                .set(COLLECTIVE_HONOUR.TITLE, title)
                .set(COLLECTIVE_HONOUR.LEVEL, level.name())
                .set(COLLECTIVE_HONOUR.YEAR, year)
                .set(COLLECTIVE_HONOUR.NUMBER, number)
                .onConflictDoNothing()
                .execute();
        if (added == 0) {
            throw Refusal.onField("title", "studiopage.honourTwice");
        }
        studios.happened(actor, studioId, "honour", title + " " + year);
    }

    @Transactional
    public void notHonoured(Actor actor, long studioId, long honourId) {
        studios.ledBy(actor, studioId);
        String title = dsl.deleteFrom(COLLECTIVE_HONOUR)
                .where(COLLECTIVE_HONOUR.ID.eq(honourId), COLLECTIVE_HONOUR.STUDIO_ID.eq(studioId))
                .returningResult(COLLECTIVE_HONOUR.TITLE)
                .fetchOptional(COLLECTIVE_HONOUR.TITLE)
                .orElseThrow(NotFound::new);
        studios.happened(actor, studioId, "nohonour", title);
    }
}
