package io.lingchuang.studios;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.COURSE;
import static io.lingchuang.db.studios.Tables.LEARNER;
import static io.lingchuang.db.studios.Tables.LEDGER_PHOTO;
import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;
import static io.lingchuang.db.studios.Tables.MATERIAL;
import static io.lingchuang.db.studios.Tables.MATERIAL_VERSION;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.MILESTONE;
import static io.lingchuang.db.studios.Tables.PROJECT;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.Chapter;
import io.lingchuang.CityAtWork.Story;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A studio at the mine that worker leads, with a record, a project that waits for the unit, material of its own, and a class of the studio at its door where worker2 is present. */
public class LedgerChapter implements Chapter {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final byte[] PDF =
            "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public List<Story> stories(ApplicationContext house, Function<String, Actor> who) {
        DSLContext dsl = house.getBean(DSLContext.class);
        Files files = house.getBean(Files.class);
        long lead = person(dsl, who.apply("worker"));
        long member = person(dsl, who.apply("worker2"));
        long studio = studio(dsl, lead, member);
        Map<String, String> ids = new HashMap<>(Map.of("studios", String.valueOf(studio)));
        record(dsl, files, studio, ids);
        project(dsl, studio, member, ids);
        material(dsl, files, studio, ids);
        course(dsl, studio, lead, member, ids);
        return List.of(new Story("ledger", ids));
    }

    private static long studio(DSLContext dsl, long lead, long member) {
        long studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, StudioKind.RURAL_BASE.name())
                .set(STUDIO.NUMBER, "NOTES-" + COUNT.incrementAndGet())
                .set(STUDIO.NAME, "过路台账基地")
                .set(
                        STUDIO.NODE_ID,
                        dsl.select(NODE.ID)
                                .from(NODE)
                                .where(NODE.CODE.eq("QY001"))
                                .fetchSingle()
                                .value1())
                .set(STUDIO.LEADER_ID, lead)
                .set(STUDIO.INDUSTRY, "采矿")
                .set(STUDIO.NAMED_ON, LocalDate.parse("2025-04-28"))
                .returningResult(STUDIO.ID)
                .fetchSingle()
                .value1();
        Map.of(lead, Part.LEADER, member, Part.MEMBER)
                .forEach((person, part) -> dsl.insertInto(MEMBER)
                        .set(MEMBER.STUDIO_ID, studio)
                        .set(MEMBER.PERSON_ID, person)
                        .set(MEMBER.PART, part.name())
                        .set(MEMBER.FROM_DAY, LocalDate.parse("2025-04-28"))
                        .execute());
        return studio;
    }

    private static void record(DSLContext dsl, Files files, long studio, Map<String, String> ids) {
        long record = dsl.insertInto(LEDGER_RECORD)
                .set(LEDGER_RECORD.STUDIO_ID, studio)
                .set(LEDGER_RECORD.KIND, "ACTIVITY")
                .set(LEDGER_RECORD.DAY, LocalDate.parse("2026-01-05"))
                .set(LEDGER_RECORD.TITLE, "过路的记录")
                .set(LEDGER_RECORD.WRITER, "过路人")
                .returningResult(LEDGER_RECORD.ID)
                .fetchSingle()
                .value1();
        UUID photo = files.store(
                        new ByteArrayInputStream(PDF), "现场.pdf", "ledger-photo", record, null, FileRule.DOCUMENT)
                .id();
        dsl.insertInto(LEDGER_PHOTO, LEDGER_PHOTO.RECORD_ID, LEDGER_PHOTO.FILE_ID)
                .values(record, photo)
                .execute();
        ids.put("ledger", String.valueOf(record));
        ids.put("file", photo.toString());
    }

    private static void project(DSLContext dsl, long studio, long lead, Map<String, String> ids) {
        long project = dsl.insertInto(PROJECT)
                .set(PROJECT.STUDIO_ID, studio)
                .set(PROJECT.TITLE, "过路的课题")
                .set(PROJECT.PROBLEM, "过路时遇到的问题")
                .set(PROJECT.LEAD_ID, lead)
                .set(PROJECT.STARTS_ON, LocalDate.parse("2026-01-05"))
                .set(PROJECT.ENDS_ON, LocalDate.parse("2026-12-05"))
                .set(PROJECT.STATE, "ASKED")
                .returningResult(PROJECT.ID)
                .fetchSingle()
                .value1();
        ids.put("studio-projects", String.valueOf(project));
        ids.put(
                "milestones",
                String.valueOf(dsl.insertInto(MILESTONE)
                        .set(MILESTONE.PROJECT_ID, project)
                        .set(MILESTONE.TITLE, "方案")
                        .set(MILESTONE.DUE_ON, LocalDate.parse("2026-03-05"))
                        .returningResult(MILESTONE.ID)
                        .fetchSingle()
                        .value1()));
    }

    private static void material(DSLContext dsl, Files files, long studio, Map<String, String> ids) {
        long material = dsl.insertInto(MATERIAL)
                .set(MATERIAL.STUDIO_ID, studio)
                .set(MATERIAL.KIND, "TEXTBOOK")
                .set(MATERIAL.TITLE, "过路的教材")
                .set(MATERIAL.SEEN_BY, "STUDIO")
                .returningResult(MATERIAL.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(MATERIAL_VERSION)
                .set(MATERIAL_VERSION.MATERIAL_ID, material)
                .set(MATERIAL_VERSION.NUMBER, 1)
                .set(
                        MATERIAL_VERSION.FILE_ID,
                        files.store(
                                        new ByteArrayInputStream(PDF),
                                        "教材.pdf",
                                        "studio-material",
                                        material,
                                        null,
                                        FileRule.DOCUMENT)
                                .id())
                .set(MATERIAL_VERSION.BY_NAME, "过路人")
                .execute();
        ids.put("materials", String.valueOf(material));
    }

    private static void course(DSLContext dsl, long studio, long teacher, long learner, Map<String, String> ids) {
        long course = dsl.insertInto(COURSE)
                .set(COURSE.STUDIO_ID, studio)
                .set(COURSE.TITLE, "过路的课")
                .set(COURSE.TEACHER_ID, teacher)
                .set(COURSE.STARTS_AT, Instant.now().minusSeconds(600))
                .set(COURSE.ENDS_AT, Instant.now().plusSeconds(864_000))
                .set(COURSE.PLACE, "培训楼")
                .set(COURSE.HOURS, java.math.BigDecimal.ONE)
                .set(COURSE.PLACES, 3)
                .set(COURSE.OPEN_TO, "STUDIO")
                .returningResult(COURSE.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(LEARNER)
                .set(LEARNER.COURSE_ID, course)
                .set(LEARNER.PERSON_ID, learner)
                .set(LEARNER.STATE, "PRESENT")
                .set(LEARNER.PRESENT_AT, Instant.now())
                .set(LEARNER.WAY, "TICKED")
                .execute();
        ids.put("classes", String.valueOf(course));
    }

    private static long person(DSLContext dsl, Actor actor) {
        return dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()))
                .fetchSingle()
                .value1();
    }
}
