package io.lingchuang.achievements;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.ADOPTION;
import static io.lingchuang.db.achievements.Tables.ATTACHMENT;
import static io.lingchuang.db.achievements.Tables.BENEFIT;
import static io.lingchuang.db.achievements.Tables.EXHIBIT;
import static io.lingchuang.db.achievements.Tables.HALL;
import static io.lingchuang.db.achievements.Tables.INQUIRY;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.achievements.Tables.POSTING;
import static io.lingchuang.db.achievements.Tables.REGISTRATION;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.Chapter;
import io.lingchuang.CityAtWork.Story;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** An achievement of the mine that the worker made, in use elsewhere, shown in a released hall, and offered on the board. */
public class LibraryChapter implements Chapter {

    private static final byte[] PDF =
            "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DRAFT = 2001;
    private static final int RELEASED = 2003;

    @Override
    public List<Story> stories(ApplicationContext house, Function<String, Actor> who) {
        DSLContext dsl = house.getBean(DSLContext.class);
        long id = achievement(dsl, who.apply("worker"));
        Map<String, String> library = new HashMap<>();
        library.put("achievements", String.valueOf(id));
        library.put("adoptions", String.valueOf(adoption(dsl, id)));
        library.put("registration", String.valueOf(registration(dsl, id)));
        library.put("file", String.valueOf(file(house, dsl, id)));
        Map<String, String> hall = new HashMap<>();
        hall.put("halls", String.valueOf(DRAFT));
        hall.put("exhibits", String.valueOf(hall(dsl, DRAFT, id, who)));
        Map<String, String> exhibition = new HashMap<>();
        exhibition.put("exhibition", String.valueOf(RELEASED));
        exhibition.put("exhibits", String.valueOf(hall(dsl, RELEASED, id, who)));
        Map<String, String> board = new HashMap<>();
        long posting = posting(dsl, id);
        board.put("postings", String.valueOf(posting));
        board.put("transfer", String.valueOf(posting));
        board.put("inquiries", String.valueOf(inquiry(dsl, posting)));
        return List.of(
                new Story("library", library),
                new Story("hall", hall),
                new Story("exhibition", exhibition),
                new Story("board", board));
    }

    private static long mine(DSLContext dsl) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq("QY001"))
                .fetchSingle()
                .value1();
    }

    private static long achievement(DSLContext dsl, Actor maker) {
        long id = dsl.insertInto(ACHIEVEMENT)
                .set(ACHIEVEMENT.TITLE, "过路成果")
                .set(ACHIEVEMENT.NODE_ID, mine(dsl))
                .set(ACHIEVEMENT.SOURCE, Source.UNIT.name())
                .set(ACHIEVEMENT.FINISHED_ON, LocalDate.parse("2023-05-01"))
                .returningResult(ACHIEVEMENT.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(MAKER)
                .set(MAKER.ACHIEVEMENT_ID, id)
                .set(MAKER.POSITION, 1)
                .set(
                        MAKER.PERSON_ID,
                        dsl.select(PERSON.ID)
                                .from(PERSON)
                                .where(PERSON.ACCOUNT_ID.eq(maker.accountId()))
                                .fetchSingle()
                                .value1())
                .set(MAKER.NAME, maker.name())
                .execute();
        dsl.insertInto(BENEFIT)
                .set(BENEFIT.ACHIEVEMENT_ID, id)
                .set(BENEFIT.YEAR, 2024)
                .set(BENEFIT.CLAIMED, BigDecimal.TEN)
                .execute();
        return id;
    }

    private static long registration(DSLContext dsl, long id) {
        return dsl.insertInto(REGISTRATION)
                .set(REGISTRATION.ACHIEVEMENT_ID, id)
                .set(REGISTRATION.KIND, RegistrationKind.PAPER_DOI.name())
                .set(REGISTRATION.NUMBER, "10.1000/182")
                .returningResult(REGISTRATION.ID)
                .fetchSingle()
                .value1();
    }

    private static long adoption(DSLContext dsl, long id) {
        return dsl.insertInto(ADOPTION)
                .set(ADOPTION.ACHIEVEMENT_ID, id)
                .set(ADOPTION.ADOPTER, "相邻煤矿")
                .set(ADOPTION.SINCE, LocalDate.parse("2024-01-01"))
                .returningResult(ADOPTION.ID)
                .fetchSingle()
                .value1();
    }

    private static UUID file(ApplicationContext house, DSLContext dsl, long id) {
        UUID file = house.getBean(Files.class)
                .store(new ByteArrayInputStream(PDF), "图纸.pdf", AchievementFiles.KIND, id, null, FileRule.DOCUMENT)
                .id();
        dsl.insertInto(ATTACHMENT)
                .set(ATTACHMENT.ACHIEVEMENT_ID, id)
                .set(ATTACHMENT.FILE_ID, file)
                .set(ATTACHMENT.POSITION, 1)
                .execute();
        return file;
    }

    /** There is one hall a year: told again, it is opened anew. */
    private static long hall(DSLContext dsl, int year, long id, Function<String, Actor> who) {
        boolean released = year == RELEASED;
        dsl.deleteFrom(EXHIBIT).where(EXHIBIT.YEAR.eq(year)).execute();
        dsl.deleteFrom(HALL).where(HALL.YEAR.eq(year)).execute();
        dsl.insertInto(HALL)
                .set(HALL.YEAR, year)
                .set(HALL.TITLE, year + "年成果展")
                .set(HALL.STATE, released ? "RELEASED" : "DRAFT")
                .set(HALL.PREPARED_BY, released ? who.apply("city").accountId() : null)
                .set(HALL.RELEASED_BY, released ? who.apply("chief").accountId() : null)
                .set(HALL.RELEASED_AT, released ? Instant.now() : null)
                .execute();
        return dsl.insertInto(EXHIBIT)
                .set(EXHIBIT.YEAR, year)
                .set(EXHIBIT.ACHIEVEMENT_ID, id)
                .set(EXHIBIT.CATEGORY, "安全生产")
                .returningResult(EXHIBIT.ID)
                .fetchSingle()
                .value1();
    }

    private static long posting(DSLContext dsl, long id) {
        return dsl.insertInto(POSTING)
                .set(POSTING.KIND, "OFFER")
                .set(POSTING.NODE_ID, mine(dsl))
                .set(POSTING.ACHIEVEMENT_ID, id)
                .set(POSTING.TITLE, "过路成果转让")
                .set(POSTING.TEXT, "可以提供图纸和现场培训")
                .set(POSTING.STATE, "PUBLISHED")
                .set(POSTING.UNTIL_DAY, LocalDate.parse("2099-01-01"))
                .set(POSTING.PUBLISHED_AT, Instant.now())
                .returningResult(POSTING.ID)
                .fetchSingle()
                .value1();
    }

    private static long inquiry(DSLContext dsl, long posting) {
        return dsl.insertInto(INQUIRY)
                .set(INQUIRY.POSTING_ID, posting)
                .set(INQUIRY.NAME, "孙过路")
                .set(INQUIRY.UNIT, "某厂")
                .set(INQUIRY.PHONE, "13800000001")
                .set(INQUIRY.TEXT, "想到现场看一看样机情况")
                .returningResult(INQUIRY.ID)
                .fetchSingle()
                .value1();
    }
}
