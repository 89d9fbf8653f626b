package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.AUDIT_SEAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.AuditCheck.What;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that a kill kept waiting for their link are no fault; rows put before others long after them are. */
class AuditLooksTest extends AuditTrail {

    private void overtaken() {
        dsl.execute("alter table access.audit alter column id restart with 40");
        done(3);
        sealing.run();
    }

    /** By the door of the database that the product itself uses, with a number from before. */
    private void putBefore() {
        dsl.insertInto(AUDIT)
                .set(AUDIT.ID, 30L)
                .set(AUDIT.ACCOUNT_NAME, "补记的人")
                .set(AUDIT.ACTION, "entries.submit")
                .execute();
    }

    /** It gets a link, and is told by its place: the product had looked since, and it was not there. */
    @Test
    void a_row_put_before_others_long_after_them_is_found() throws Exception {
        overtaken();
        now.updateAndGet(t -> t.plus(AuditCheck.LATE).plusSeconds(1));
        sealing.run();
        putBefore();
        now.updateAndGet(t -> t.plusSeconds(10));
        sealing.run();
        found(What.PUT_IN_LATER, 24, 30);
    }

    @Test
    void a_row_put_before_others_is_found_though_the_product_was_killed_and_started_again() throws Exception {
        overtaken();
        now.updateAndGet(t -> t.plus(AuditCheck.LATE).plusSeconds(1));
        sealing.run();
        putBefore();
        now.updateAndGet(t -> t.plus(Duration.ofHours(9)));
        sealing().run(); // another process
        found(What.PUT_IN_LATER, 24, 30);
    }

    /** Committed after the last look, and sealed at the next start. Or the database was away for so long. */
    @Test
    void a_row_that_waited_for_its_link_because_everything_was_down_is_no_fault() throws Exception {
        overtaken();
        putBefore();
        now.updateAndGet(t -> t.plus(Duration.ofHours(9)));
        sealing().run();
        assertThat(dsl.fetchValue(AUDIT_SEAL.LINK_NO, AUDIT_SEAL.AUDIT_ID.eq(30L)))
                .isEqualTo(24L);
        assertThat(check()).isNull();
        behind().update(AUDIT)
                .set(AUDIT.ACCOUNT_NAME, "别人")
                .where(AUDIT.ID.eq(30L))
                .execute();
        found(What.CHANGED, 24, 30);
    }

    @Test
    void whoever_says_the_product_looked_earlier_than_it_did_is_found() throws Exception {
        overtaken();
        now.updateAndGet(t -> t.plus(AuditCheck.LATE).plusSeconds(1));
        sealing.run();
        putBefore();
        sealing.run();
        behind().execute(
                        "update access.audit_seal set looked_at = looked_at - interval '10 minutes' where link_no = 24");
        found(What.CHANGED, 24, 30);
        behind().execute("update access.audit_seal set looked_at = null where link_no = 24");
        found(What.CHANGED, 24, 30);
    }

    /** The links of the years before the looks were written down. */
    @Test
    void a_link_without_a_look_is_judged_by_its_own_moment() throws Exception {
        overtaken();
        putBefore();
        now.updateAndGet(t -> t.plus(AuditCheck.LATE).plusSeconds(1));
        sealing.run();
        assertThat(check()).isNull();
        var last = dsl.fetchSingle(AUDIT_SEAL, AUDIT_SEAL.LINK_NO.eq(24L));
        byte[] before = dsl.fetchValue(AUDIT_SEAL.HASH, AUDIT_SEAL.LINK_NO.eq(23L));
        behind().update(AUDIT_SEAL)
                .setNull(AUDIT_SEAL.LOOKED_AT)
                .set(AUDIT_SEAL.HASH, forged(before, last.getSealedAt(), null, 30))
                .where(AUDIT_SEAL.LINK_NO.eq(24L))
                .execute();
        Path heads = data.resolve("audit/heads-2026-11.txt");
        List<String> lines = java.nio.file.Files.readAllLines(heads);
        java.nio.file.Files.write(heads, lines.subList(0, lines.size() - 1));
        found(What.PUT_IN_LATER, 24, 30);
    }

    @Test
    void a_line_of_the_heads_that_a_kill_tore_is_no_fault_and_the_next_stands_by_itself() throws Exception {
        Path heads = data.resolve("audit/heads-2026-11.txt");
        for (int length :
                List.of(1, 2, 3, 30, 67, 68, 90)) { // within the number, the hash, the moment, and between them
            String line = java.nio.file.Files.readAllLines(heads).getLast();
            java.nio.file.Files.writeString(heads, line.substring(0, length), java.nio.file.StandardOpenOption.APPEND);
            assertThat(check()).as("torn after " + length).isNull();
            done(1);
            sealing.run();
            assertThat(check()).as("written after a line torn after " + length).isNull();
            assertThat(AuditHeads.in(data).read().getLast().link())
                    .isEqualTo(sealing.head().orElseThrow().link());
        }
    }
}
