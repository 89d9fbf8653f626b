package io.lingchuang.platform.days;

import static io.lingchuang.db.platform.Tables.ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.Lingchuang;
import io.lingchuang.TestDatabase;
import io.lingchuang.platform.web.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

/** A programme walked through in an hour has one calendar: what stands in records by default lives on the same day. */
class TodayTest {

    @TempDir
    Path data;

    @Test
    void what_stands_in_records_by_default_lives_on_the_day_the_product_lives_on() {
        LocalDate later = LocalDate.now(Page.ZONE).plusDays(40);
        // As on the command line: what is only a default gives way to the product's own settings.
        try (var house = SpringApplication.run(
                Lingchuang.class,
                "--server.port=0",
                "--server.shutdown=immediate",
                "--lingchuang.sample=none",
                "--lingchuang.day=" + later,
                "--lingchuang.db.url=" + TestDatabase.freshUrl(),
                "--lingchuang.data=" + data)) {
            DSLContext dsl = house.getBean(DSLContext.class);
            var at = dsl.insertInto(ONCE, ONCE.TOKEN)
                    .values(UUID.randomUUID())
                    .returningResult(ONCE.AT)
                    .fetchSingle()
                    .value1();
            assertThat(LocalDate.ofInstant(at, Page.ZONE)).isBetween(later, later.plusDays(1));
            assertThat(house.getEnvironment().getProperty("lingchuang.data")).isEqualTo(data.toString());
            assertThat(house.getBean(Today.class).today()).isBetween(later, later.plusDays(1));
        }
    }
}
