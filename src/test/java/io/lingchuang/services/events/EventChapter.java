package io.lingchuang.services.events;

import static io.lingchuang.db.services.Tables.REGISTRATION;

import io.lingchuang.Chapter;
import io.lingchuang.CityAtWork.Story;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A forum of the district that people register for; a worker of the mine comes. */
public class EventChapter implements Chapter {

    private static final byte[] PDF =
            "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public List<Story> stories(ApplicationContext house, Function<String, Actor> who) {
        Events events = house.getBean(Events.class);
        Registrations registrations = house.getBean(Registrations.class);
        EventFiles files = house.getBean(EventFiles.class);
        Actor county = who.apply("county");
        Node host = house.getBean(Tree.class).byCode("XSQ").orElseThrow();
        Instant now = house.getBean(Today.class).now();
        long id = events.prepare(
                county,
                host.id(),
                new Event.Typed(
                        "FORUM",
                        "过路创新论坛",
                        "",
                        "区总工会会议室",
                        now.plusSeconds(864_000),
                        now.plusSeconds(900_000),
                        now.plusSeconds(800_000),
                        null,
                        null,
                        false,
                        List.of(new Event.Slot(LocalTime.of(9, 0), "报告", "某工程师"))));
        events.publish(county, id, 0);
        registrations.register(who.apply("worker"), id);
        files.add(county, id, false, List.of(new EventFiles.Upload("资料.pdf", new ByteArrayInputStream(PDF))));
        long registration = house.getBean(DSLContext.class)
                .select(REGISTRATION.ID)
                .from(REGISTRATION)
                .where(REGISTRATION.EVENT_ID.eq(id))
                .fetchSingle()
                .value1();
        return List.of(new Story(
                "event",
                new HashMap<>(Map.of(
                        "events",
                        String.valueOf(id),
                        "registration",
                        String.valueOf(registration),
                        "file",
                        files.of(id, false).getFirst().id().toString()))));
    }
}
