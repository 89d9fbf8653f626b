package io.lingchuang.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.Lingchuang;
import io.lingchuang.TestDatabase;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The sample city does not depend on where and when of a day it is loaded. */
class SameCityTest {

    @Test
    void the_same_seed_makes_the_same_city() {
        Map<String, String> first = digest(TestDatabase.freshUrl());
        assertThat(first.get("entries.entry")).isNotEmpty();
        assertThat(digest(TestDatabase.freshUrl())).isEqualTo(first);
    }

    /** A fiftieth of the city in a database of its own, as one digest a table; but for what is salted, secret or is the moment of loading. */
    private static Map<String, String> digest(String url) {
        try (var house = new SpringApplicationBuilder(Lingchuang.class)
                .properties(Map.of())
                .run(
                        "--server.port=0",
                        "--lingchuang.db.url=" + url,
                        "--lingchuang.sample=city",
                        "--lingchuang.sample.scale=0.02",
                        "--lingchuang.data=" + System.getProperty("java.io.tmpdir") + "/lingchuang-digest")) {
            DSLContext db = house.getBean(DSLContext.class);
            Map<String, String> digests = new TreeMap<>();
            for (Into into : Into.values()) {
                // Under which code an expert stands in the archive is drawn by lot.
                String lot = into == Into.MEMBERS
                        ? " - 'code'"
                        : into == Into.ARCHIVES || into == Into.ROUND_ARCHIVES ? " - 'seal' - 'content'" : "";
                String without = into == Into.TRAIL
                        ? " where action !~ '^(access|calls)'"
                        : into == Into.CALLS ? " where state = 'CLOSED'" : "";
                digests.put(
                        into.qualified(),
                        db.fetchSingle("select count(*) || ' ' || md5(string_agg(x, ';' order by x)) from (select"
                                        + " (to_jsonb(t) - 'password_hash' - 'password_changed_at' - 'created_at' - 'granted_at' - 'id' - 'receipt' - 'verify_code' - 'code_hash'"
                                        + lot + ")::text as x from "
                                        + into.qualified() + " t" + without + ") s")
                                .get(0, String.class));
            }
            return digests;
        }
    }
}
