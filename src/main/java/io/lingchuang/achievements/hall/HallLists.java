package io.lingchuang.achievements.hall;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.ADOPTION;
import static io.lingchuang.db.achievements.Tables.ATTACHMENT;
import static io.lingchuang.db.achievements.Tables.BENEFIT;
import static io.lingchuang.db.achievements.Tables.EXHIBIT;
import static io.lingchuang.db.achievements.Tables.HALL;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.achievements.Tables.REGISTRATION;
import static io.lingchuang.db.platform.Tables.FILE;

import io.lingchuang.achievements.RegistrationKind;
import io.lingchuang.achievements.Shelf;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands in a hall, and what could. */
@Component
class HallLists {

    private static final Field<String> FIRST = DSL.field(DSL.select(MAKER.NAME)
                    .from(MAKER)
                    .where(MAKER.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID), MAKER.POSITION.eq(1)))
            .as("first_name");
    private static final Field<Integer> MAKERS = DSL.field(
                    DSL.selectCount().from(MAKER).where(MAKER.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID)))
            .as("makers");
    private static final Field<BigDecimal> PROVEN = DSL.field(
                    DSL.select(DSL.sum(BENEFIT.PROVEN)).from(BENEFIT).where(BENEFIT.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID)))
            .as("proven");
    private static final Field<Integer> ADOPTERS = DSL.field(
                    DSL.selectCount().from(ADOPTION).where(ADOPTION.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID)))
            .as("adopters");

    record Row(
            long id,
            String title,
            String unit,
            int year,
            @Nullable BigDecimal proven,
            int adopters) {}

    private final DSLContext dsl;

    HallLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** By category, in the order in which the first of each was chosen. */
    Map<String, List<Exhibit>> byCategory(int year) {
        Map<String, List<Exhibit>> found = new LinkedHashMap<>();
        exhibits(EXHIBIT.YEAR.eq(year))
                .forEach(e -> found.computeIfAbsent(e.category(), c -> new ArrayList<>())
                        .add(e));
        return found;
    }

    /** The same without those whose award was taken back: what everybody sees. */
    Map<String, List<Exhibit>> shown(int year) {
        Map<String, List<Exhibit>> found = new LinkedHashMap<>();
        byCategory(year).forEach((category, all) -> {
            List<Exhibit> standing = all.stream().filter(e -> !e.withdrawn()).toList();
            if (!standing.isEmpty()) {
                found.put(category, standing);
            }
        });
        return found;
    }

    Exhibit shown(int year, long id) {
        return exhibits(EXHIBIT.YEAR.eq(year).and(EXHIBIT.ID.eq(id))).stream()
                .filter(e -> !e.withdrawn())
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** Over all open halls what has the words in it, the latest hall first, a hundred at most. */
    List<Exhibit> found(String words) {
        List<Exhibit> found = exhibits(EXHIBIT.ID.in(DSL.select(EXHIBIT.ID)
                .from(EXHIBIT)
                .join(HALL)
                .on(HALL.YEAR.eq(EXHIBIT.YEAR), HALL.STATE.eq(HallState.RELEASED.name()))
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(EXHIBIT.ACHIEVEMENT_ID))
                .where(Filter.matches(ACHIEVEMENT.SEARCH, Bigrams.query(words)), Shelf.standing())
                .orderBy(EXHIBIT.YEAR.desc(), EXHIBIT.ID)
                .limit(100)));
        List<String> asked = Bigrams.words(words);
        return found.stream()
                .filter(e -> readable(e).containsAll(asked))
                .sorted(Comparator.comparingInt(Exhibit::year).reversed())
                .toList();
    }

    /** What everybody reads of it: nobody learns by searching that somebody had a part in it whom the page does not name. */
    private static Set<String> readable(Exhibit e) {
        List<String> texts = new ArrayList<>(List.of(e.title(), e.summary(), e.unit(), e.first()));
        e.numbers().forEach(n -> texts.add(n.number()));
        return new HashSet<>(List.of(Bigrams.index(texts.toArray(String[]::new)).split(" ")));
    }

    private List<Exhibit> exhibits(Condition which) {
        Map<Long, List<UUID>> photos = dsl.select(EXHIBIT.ACHIEVEMENT_ID, ATTACHMENT.FILE_ID)
                .from(EXHIBIT)
                .join(ATTACHMENT)
                .on(ATTACHMENT.ACHIEVEMENT_ID.eq(EXHIBIT.ACHIEVEMENT_ID))
                .join(FILE)
                .on(FILE.ID.eq(ATTACHMENT.FILE_ID), FILE.MEDIA_TYPE.startsWith("image/"))
                .where(which)
                .orderBy(ATTACHMENT.POSITION)
                .fetchGroups(r -> r.value1(), r -> r.value2());
        Map<Long, List<Exhibit.Number>> numbers = dsl.select(
                        EXHIBIT.ACHIEVEMENT_ID, REGISTRATION.KIND, REGISTRATION.NUMBER)
                .from(EXHIBIT)
                .join(REGISTRATION)
                .on(REGISTRATION.ACHIEVEMENT_ID.eq(EXHIBIT.ACHIEVEMENT_ID))
                .where(which)
                .orderBy(REGISTRATION.ID)
                .fetchGroups(
                        r -> r.value1(), r -> new Exhibit.Number(RegistrationKind.valueOf(r.value2()), r.value3()));
        return dsl.select(EXHIBIT.fields())
                .select(
                        ACHIEVEMENT.TITLE,
                        ACHIEVEMENT.SUMMARY,
                        ACHIEVEMENT.YEAR.as("finished_year"),
                        NODE.NAME,
                        FIRST,
                        MAKERS,
                        PROVEN,
                        ADOPTERS,
                        Shelf.AWARD_WITHDRAWN)
                .from(EXHIBIT)
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(EXHIBIT.ACHIEVEMENT_ID))
                .join(NODE)
                .on(NODE.ID.eq(ACHIEVEMENT.NODE_ID))
                .where(which)
                .orderBy(EXHIBIT.ID)
                .fetch(r -> new Exhibit(
                        r.get(EXHIBIT.ID),
                        r.get(EXHIBIT.YEAR),
                        r.get(EXHIBIT.ACHIEVEMENT_ID),
                        r.get(EXHIBIT.CATEGORY),
                        r.get(EXHIBIT.CAPTION),
                        r.get(ACHIEVEMENT.TITLE),
                        r.get(ACHIEVEMENT.SUMMARY),
                        r.get(NODE.NAME),
                        r.get(FIRST) == null ? "" : r.get(FIRST),
                        r.get(MAKERS),
                        r.get("finished_year", Integer.class),
                        r.get(PROVEN),
                        r.get(ADOPTERS),
                        numbers.getOrDefault(r.get(EXHIBIT.ACHIEVEMENT_ID), List.of()),
                        photos.getOrDefault(r.get(EXHIBIT.ACHIEVEMENT_ID), List.of()),
                        Boolean.TRUE.equals(r.get(Shelf.AWARD_WITHDRAWN))));
    }

    /** What could be chosen: all that stands and is not in the hall yet, the latest first. */
    Listing<Row> candidates(int year, Page page) {
        return new Listing<>(
                        dsl,
                        "achievements.hall.candidates",
                        filters -> dsl.select(
                                        ACHIEVEMENT.ID,
                                        ACHIEVEMENT.TITLE,
                                        NODE.NAME,
                                        ACHIEVEMENT.YEAR,
                                        PROVEN,
                                        ADOPTERS)
                                .from(ACHIEVEMENT)
                                .join(NODE)
                                .on(NODE.ID.eq(ACHIEVEMENT.NODE_ID))
                                .where(Shelf.standing())
                                .andNotExists(DSL.selectOne()
                                        .from(EXHIBIT)
                                        .where(EXHIBIT.YEAR.eq(year), EXHIBIT.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID)))
                                .and(filters),
                        r -> new Row(
                                r.get(ACHIEVEMENT.ID),
                                r.get(ACHIEVEMENT.TITLE),
                                r.get(NODE.NAME),
                                r.get(ACHIEVEMENT.YEAR),
                                r.get(PROVEN),
                                r.get(ADOPTERS)))
                .down(ACHIEVEMENT.ID)
                .ticked(r -> String.valueOf(r.id()))
                .filter(Filter.text(
                        "q", "achievements.search", q -> Filter.matches(ACHIEVEMENT.SEARCH, Bigrams.query(q))))
                .filter(Filter.text(
                        "year",
                        "achievements.year",
                        q -> q.matches("\\d{4}") ? ACHIEVEMENT.YEAR.eq(Integer.valueOf(q)) : DSL.falseCondition()))
                .column(Column.<Row>of("title", "achievements.name", Row::title).link(r -> "/achievements/" + r.id()))
                .column(Column.of("unit", "achievements.unit", Row::unit))
                .column(Column.of("year", "achievements.year", r -> String.valueOf(r.year())))
                .column(Column.of("proven", "achievements.proven", Row::proven))
                .column(Column.of("adopters", "achievements.adopters", Row::adopters));
    }
}
