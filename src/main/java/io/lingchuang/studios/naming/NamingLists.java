package io.lingchuang.studios.naming;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.awards.Tables.CERTIFICATE;
import static io.lingchuang.db.studios.Tables.NAMING;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every naming, renewal, upgrade and change of name there ever was, as everybody may read them. */
@Component
class NamingLists {

    record Row(
            long studioId,
            String number,
            String name,
            String unit,
            NamingKind kind,
            NamingLevel level,
            String document,
            LocalDate namedOn,
            @Nullable LocalDate termUntil,
            @Nullable String certificate) {}

    private final DSLContext dsl;

    NamingLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> namings(Page page) {
        return new Listing<>(
                        dsl,
                        "naming.list",
                        filters -> dsl.select(NAMING.fields())
                                .select(STUDIO.NUMBER, NODE.NAME, CERTIFICATE.NUMBER)
                                .from(NAMING)
                                .join(STUDIO)
                                .on(STUDIO.ID.eq(NAMING.STUDIO_ID))
                                .join(NODE)
                                .on(NODE.ID.eq(STUDIO.NODE_ID))
                                .leftJoin(CERTIFICATE)
                                .on(CERTIFICATE.AWARD_ID.eq(NAMING.AWARD_ID), CERTIFICATE.STATE.eq("VALID"))
                                .where(filters),
                        r -> new Row(
                                r.get(NAMING.STUDIO_ID),
                                r.get(STUDIO.NUMBER),
                                r.get(NAMING.NAME),
                                r.get(NODE.NAME),
                                NamingKind.valueOf(r.get(NAMING.KIND)),
                                NamingLevel.valueOf(r.get(NAMING.LEVEL)),
                                r.get(NAMING.DOCUMENT),
                                r.get(NAMING.NAMED_ON),
                                r.get(NAMING.TERM_UNTIL),
                                r.get(CERTIFICATE.NUMBER)))
                .down(NAMING.NAMED_ON)
                .down(NAMING.ID)
                .filter(Filter.text(
                        "q",
                        "studios.search",
                        q -> NAMING.NAME
                                .containsIgnoreCase(q)
                                .or(NODE.NAME.containsIgnoreCase(q))
                                .or(STUDIO.NUMBER.containsIgnoreCase(q))))
                .filter(Filter.constants("kind", "naming.line", NamingKind.class, NAMING.KIND, page))
                .filter(Filter.constants("level", "naming.level", NamingLevel.class, NAMING.LEVEL, page))
                .filter(Filter.text(
                        "year",
                        "naming.year",
                        y -> y.matches("[0-9]{4}")
                                ? DSL.year(NAMING.NAMED_ON).eq(Integer.valueOf(y))
                                : DSL.noCondition()))
                .column(Column.<Row>of("name", "studios.name", Row::name).link(r -> "/studios/" + r.studioId()))
                .column(Column.of("number", "studios.number", Row::number))
                .column(Column.of("line", "naming.line", Row::kind))
                .column(Column.of("level", "naming.level", Row::level))
                .column(Column.of("unit", "studios.unit", Row::unit))
                .column(Column.of("document", "naming.document", Row::document))
                .column(Column.of("namedOn", "naming.on", Row::namedOn))
                .column(Column.of("termUntil", "naming.term", Row::termUntil))
                .column(Column.of("certificate", "naming.plaque", Row::certificate));
    }
}
