package io.lingchuang.studios;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PLAN;
import static io.lingchuang.db.studios.Tables.PLAN_ITEM;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import io.lingchuang.platform.days.Today;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A fresh base at the mine: worker leads it, worker2 is a member, the trainee of the masters learns here too. Its clerk is the mine's. */
abstract class AtTheStudio extends OpenHouse {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Today today;

    long studio;
    long lead;
    long member;
    long trainee;

    @BeforeEach
    void aStudio() {
        lead = person("worker");
        member = person("worker2");
        trainee = person("trainee");
        studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, StudioKind.INNOVATION_BASE.name()) // of a base its leader may lead several
                .set(STUDIO.NUMBER, "LEDGER-" + COUNT.incrementAndGet())
                .set(STUDIO.NAME, "台账试验基地")
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
        Map.of(lead, Part.LEADER, member, Part.MEMBER, trainee, Part.TRAINEE)
                .forEach((person, part) -> dsl.insertInto(MEMBER)
                        .set(MEMBER.STUDIO_ID, studio)
                        .set(MEMBER.PERSON_ID, person)
                        .set(MEMBER.PART, part.name())
                        .set(MEMBER.FROM_DAY, LocalDate.parse("2025-04-28"))
                        .execute());
    }

    long person(String login) {
        return dsl.select(PERSON.ID)
                .from(PERSON)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(PERSON.ACCOUNT_ID))
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
    }

    /** An item on this year's wall, to be done twice. */
    long itemOnTheWall(String title) {
        long plan = dsl.insertInto(PLAN)
                .set(PLAN.STUDIO_ID, studio)
                .set(PLAN.YEAR, today.today().getYear())
                .set(PLAN.STATE, "HUNG")
                .set(PLAN.HUNG_ON, LocalDate.of(today.today().getYear(), 1, 5))
                .returningResult(PLAN.ID)
                .fetchSingle()
                .value1();
        return dsl.insertInto(PLAN_ITEM)
                .set(PLAN_ITEM.PLAN_ID, plan)
                .set(PLAN_ITEM.KIND, "SERVICE")
                .set(PLAN_ITEM.TITLE, title)
                .set(PLAN_ITEM.FROM_MONTH, 1)
                .set(PLAN_ITEM.UNTIL_MONTH, 12)
                .set(PLAN_ITEM.GOAL, "两次")
                .set(PLAN_ITEM.QUANTITY, 2)
                .returningResult(PLAN_ITEM.ID)
                .fetchSingle()
                .value1();
    }

    int percent(long item) {
        return dsl.select(PLAN_ITEM.PERCENT)
                .from(PLAN_ITEM)
                .where(PLAN_ITEM.ID.eq(item))
                .fetchSingle()
                .value1();
    }

    /** A form's fields, two by two. */
    static Map<String, Object> fields(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i].toString(), pairs[i + 1]);
        }
        return fields;
    }

    static String text(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).body().text();
    }

    /** The id in the address where a form that was carried out leads. */
    static long id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(text(answer)).isBetween(302, 303);
        String path = URI.create(answer.headers().firstValue("Location").orElseThrow())
                .getPath();
        return Long.parseLong(path.replaceAll("\\D*(\\d+).*", "$1"));
    }

    /** Follows where a form led. */
    static String done(Visitor who, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(text(answer)).isBetween(302, 303);
        return text(who.get(answer.headers().firstValue("Location").orElseThrow()));
    }

    static void refused(HttpResponse<String> answer, String word) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(422);
        assertThat(text(answer)).contains(word);
    }

    static byte[] photo() {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
