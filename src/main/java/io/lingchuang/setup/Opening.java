package io.lingchuang.setup;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.setup.Tables.OPENING;

import io.lingchuang.platform.web.NotFound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether the house is still being set up, and the code that lets one in: a new one at each start, printed on the console, so that
 * nobody else on the network takes the house. One row of the database says that a set-up was begun and whether it is finished.
 */
@Component
class Opening implements SmartInitializingSingleton {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final DSLContext dsl;
    private final boolean empty;
    private final String code = newCode();
    private volatile boolean on;

    Opening(
            DSLContext dsl,
            @Value("${lingchuang.sample:city}") String sample,
            @Value("${lingchuang.city:}") String city) {
        this.dsl = dsl;
        this.empty = List.of("none", "false").contains(sample.strip()) && city.isBlank();
    }

    /** Begins in an empty house that was asked to be; goes on in one where it was begun. */
    @Override
    public void afterSingletonsInstantiated() {
        if (empty && !dsl.fetchExists(NODE)) {
            dsl.insertInto(OPENING).defaultValues().onConflictDoNothing().execute();
        } else if (!empty) {
            // Nothing was kept yet, and this start fills the house in another way.
            dsl.deleteFrom(OPENING)
                    .where(OPENING.FOUNDED.isFalse(), OPENING.FINISHED_AT.isNull())
                    .execute();
        }
        on = unfinished();
    }

    @EventListener
    void say(ApplicationReadyEvent ready) {
        if (on()) {
            System.out.println("""
                    首次设置：用浏览器打开 http://localhost:%1$s/setup ，输入一次性开通码 %2$s
                    This house is not set up yet. Open http://localhost:%1$s/setup and enter the one-time code %2$s
                    """.formatted(port(ready.getApplicationContext()), code));
        }
    }

    private static int port(ApplicationContext product) {
        WebServer server = product instanceof WebServerApplicationContext web ? web.getWebServer() : null;
        return server == null ? 8080 : server.getPort();
    }

    /** Costs nothing once the house is open; before, another process may have opened it. */
    boolean on() {
        if (on && !unfinished()) {
            on = false;
        }
        return on;
    }

    private boolean unfinished() {
        return dsl.fetchExists(OPENING, OPENING.FINISHED_AT.isNull());
    }

    boolean isCode(String typed) {
        String plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return MessageDigest.isEqual(
                plain.getBytes(StandardCharsets.UTF_8), code.replace("-", "").getBytes(StandardCharsets.UTF_8));
    }

    /** What the session of whoever typed the code holds: worth nothing after the next start. */
    String pass() {
        return code;
    }

    /** In the transaction of each step: one at a time, and none when the house is open. */
    void lock() {
        if (dsl.selectFrom(OPENING)
                .where(OPENING.FINISHED_AT.isNull())
                .forUpdate()
                .fetch()
                .isEmpty()) {
            throw new NotFound();
        }
    }

    private static String newCode() {
        SecureRandom random = new SecureRandom();
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            made.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return made.toString();
    }
}
