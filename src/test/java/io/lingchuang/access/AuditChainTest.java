package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.AUDIT_SEAL;
import static io.lingchuang.db.access.Tables.AUDIT_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.AuditCheck.What;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Somebody who rules the database changes the audit trail behind the product's back, in every way; the check finds each. */
class AuditChainTest extends AuditTrail {

    @Test
    void the_chain_covers_every_column() {
        assertThat(AuditChain.COLUMNS).containsExactlyInAnyOrder(AUDIT.fields());
    }

    @Test
    void a_change_of_any_column_of_any_row_is_found() throws Exception {
        for (Field<?> column : AUDIT.fields()) {
            if (column.equals(AUDIT.ID)) {
                continue; // a row with another number: the one before is gone, see below
            }
            for (long row : List.of(1L, 6L, 13L, 20L)) {
                Record before = dsl.fetchSingle(AUDIT, AUDIT.ID.eq(row));
                change(column, row);
                found(What.CHANGED, row, row);
                before.touched(true); // every column goes back, not only what was set here
                behind().update(AUDIT).set(before).where(AUDIT.ID.eq(row)).execute();
                assertThat(check()).as("put back").isNull();
            }
        }
    }

    private void change(Field<?> column, long row) {
        String other = switch (column.getDataType().getSQLDataType().getTypeName()) {
            case "boolean" -> "not {0}";
            case "bigint" -> "coalesce({0}, 0) + 1";
            case "text", "clob", "varchar" -> "coalesce({0}, '') || ' '";
            default -> "{0} + interval '1 microsecond'";
        };
        int changed = behind().execute(
                        "update access.audit set {0} = " + other + " where id = {1}",
                        DSL.name(column.getName()),
                        DSL.val(row));
        assertThat(changed).as(column.getName()).isEqualTo(1);
    }

    @Test
    void an_empty_text_is_not_the_same_as_none() throws Exception {
        behind().update(AUDIT).set(AUDIT.DETAIL, "").where(AUDIT.ID.eq(3L)).execute();
        found(What.CHANGED, 3, 3);
    }

    @Test
    void a_row_with_another_number_and_a_removed_row_are_found() throws Exception {
        behind().execute("update access.audit set id = 900 where id = 5");
        found(What.ROW_GONE, 5, 5);
        behind().execute("update access.audit set id = 5 where id = 900");
        behind().deleteFrom(AUDIT).where(AUDIT.ID.eq(9L)).execute();
        found(What.ROW_GONE, 9, 9);
    }

    @Test
    void a_row_removed_with_its_link_is_found_even_when_the_links_are_numbered_anew() throws Exception {
        behind().deleteFrom(AUDIT).where(AUDIT.ID.eq(9L)).execute();
        behind().deleteFrom(AUDIT_SEAL).where(AUDIT_SEAL.LINK_NO.eq(9L)).execute();
        found(What.LINK_GONE, 9, 0);
        for (long n = 10; n <= 20; n++) {
            behind().update(AUDIT_SEAL)
                    .set(AUDIT_SEAL.LINK_NO, n - 1)
                    .where(AUDIT_SEAL.LINK_NO.eq(n))
                    .execute();
        }
        found(What.CHANGED, 9, 10);
    }

    @Test
    void a_tail_that_was_cut_off_is_found_by_the_head_outside() throws Exception {
        behind().deleteFrom(AUDIT).where(AUDIT.ID.gt(17L)).execute();
        behind().deleteFrom(AUDIT_SEAL).where(AUDIT_SEAL.LINK_NO.gt(17L)).execute();
        found(What.TAIL_GONE, 18, 0);
        behind().deleteFrom(AUDIT).execute();
        behind().deleteFrom(AUDIT_SEAL).execute();
        found(What.TAIL_GONE, 1, 0);
    }

    @Test
    void two_rows_that_changed_places_are_found() throws Exception {
        behind().execute("""
                update access.audit a set detail = b.detail, subject_id = b.subject_id from access.audit b
                where a.id + b.id = 11 and a.id in (5, 6)""");
        found(What.CHANGED, 5, 5);
    }

    @Test
    void two_links_that_changed_places_are_found() throws Exception {
        behind().execute("update access.audit_seal set link_no = 99 where link_no = 5");
        behind().execute("update access.audit_seal set link_no = 5 where link_no = 6");
        behind().execute("update access.audit_seal set link_no = 6 where link_no = 99");
        found(What.CHANGED, 5, 6);
    }

    @Test
    void a_row_in_the_place_of_another_is_found() throws Exception {
        behind().deleteFrom(AUDIT).where(AUDIT.ID.eq(20L)).execute();
        put(20);
        found(What.CHANGED, 20, 20);
    }

    @Test
    void a_row_put_in_past_the_queue_is_found() throws Exception {
        put(21);
        found(What.NOT_SEALED, 0, 21);
        sealing.run();
        found(What.NOT_SEALED, 0, 21);
    }

    @Test
    void a_row_put_in_the_middle_with_a_link_is_found() throws Exception {
        put(500);
        for (long n = 20; n >= 10; n--) {
            behind().update(AUDIT_SEAL)
                    .set(AUDIT_SEAL.LINK_NO, n + 1)
                    .where(AUDIT_SEAL.LINK_NO.eq(n))
                    .execute();
        }
        var ninth = dsl.fetchSingle(AUDIT_SEAL, AUDIT_SEAL.LINK_NO.eq(9L));
        behind().insertInto(AUDIT_SEAL)
                .set(AUDIT_SEAL.LINK_NO, 10L)
                .set(AUDIT_SEAL.AUDIT_ID, 500L)
                .set(AUDIT_SEAL.SEALED_AT, ninth.getSealedAt())
                .set(AUDIT_SEAL.LOOKED_AT, ninth.getLookedAt())
                .set(AUDIT_SEAL.HASH, forged(ninth.getHash(), ninth.getSealedAt(), ninth.getLookedAt(), 500))
                .execute();
        found(What.CHANGED, 11, 10);
    }

    @Test
    void a_chain_made_anew_is_found_by_the_heads_outside() throws Exception {
        behind().update(AUDIT)
                .set(AUDIT.ACCOUNT_NAME, "别人")
                .where(AUDIT.ID.eq(4L))
                .execute();
        byte[] before = AuditChain.BEGINNING;
        for (var link : dsl.selectFrom(AUDIT_SEAL).orderBy(AUDIT_SEAL.LINK_NO).fetch()) {
            before = forged(before, link.getSealedAt(), link.getLookedAt(), link.getAuditId());
            behind().update(AUDIT_SEAL)
                    .set(AUDIT_SEAL.HASH, before)
                    .where(AUDIT_SEAL.LINK_NO.eq(link.getLinkNo()))
                    .execute();
        }
        found(What.MADE_ANEW, 12, 12);
    }

    @Test
    void a_row_that_vanished_before_it_had_its_link_is_found() throws Exception {
        done(2);
        assertThat(finding().waiting()).isEqualTo(2);
        behind().deleteFrom(AUDIT).where(AUDIT.ID.eq(21L)).execute();
        sealing.run();
        found(What.WAITING_GONE, 0, 21);
    }

    @Test
    void a_changed_line_of_the_heads_is_found() throws Exception {
        try (var files = java.nio.file.Files.list(data.resolve("audit"))) {
            for (Path file : files.toList()) {
                java.nio.file.Files.writeString(
                        file, java.nio.file.Files.readString(file).replaceFirst("^12 .", "12 x"));
            }
        }
        found(What.HEADS_CHANGED, 0, 0);
    }

    @Test
    void a_transaction_that_commits_late_is_sealed_later_and_not_lost() throws Exception {
        try (Connection slow = DriverManager.getConnection(url)) {
            slow.setAutoCommit(false);
            DSL.using(slow, SQLDialect.POSTGRES)
                    .insertInto(AUDIT)
                    .set(AUDIT.ACCOUNT_NAME, "慢慢办的人")
                    .set(AUDIT.ACTION, "entries.submit")
                    .execute(); // 21
            done(1);
            sealing.run();
            assertThat(sealing.head().orElseThrow().link()).isEqualTo(21);
            slow.commit();
        }
        now.updateAndGet(t -> t.plus(Duration.ofSeconds(10)));
        sealing.run();
        assertThat(dsl.fetchValue(AUDIT_SEAL.LINK_NO, AUDIT_SEAL.AUDIT_ID.eq(21L)))
                .isEqualTo(22L);
        assertThat(check()).isNull();
        assertThat(dsl.fetchCount(AUDIT_WAITING)).isZero();
    }

    @Test
    void many_writers_and_two_sealers_at_once_make_one_chain_of_everything() throws Exception {
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<java.util.concurrent.Future<?>> all = new ArrayList<>();
            for (int w = 0; w < 6; w++) {
                all.add(hands.submit(() -> done(40)));
            }
            for (int s = 0; s < 2; s++) {
                all.add(hands.submit(() -> LongStream.range(0, 15).forEach(n -> sealing.run())));
            }
            for (var one : all) {
                one.get();
            }
        }
        sealing.run();
        assertThat(check()).isNull();
        assertThat(finding().links()).isEqualTo(260);
    }

    @Test
    void rows_that_came_in_bulk_are_sealed_too() throws Exception {
        dsl.execute("""
                insert into access.audit (at, account_name, action)
                select timestamptz '2024-03-01 00:00Z' + n * interval '1 minute', '历年', 'entries.submit' from generate_series(1, 5000) n""");
        sealing.run();
        assertThat(finding().links()).isEqualTo(5020);
        assertThat(check()).isNull();
        assertThat(Objects.requireNonNull(AuditHeads.in(data).read().getLast()).link())
                .isEqualTo(5020);
    }
}
