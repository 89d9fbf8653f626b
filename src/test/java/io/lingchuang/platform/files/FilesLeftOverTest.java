package io.lingchuang.platform.files;

import static io.lingchuang.db.platform.Tables.FILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** What a kill between the bytes and their row leaves, and who takes it away. */
class FilesLeftOverTest {

    @TempDir
    Path data;

    /** The folder as a kill found it. */
    @TempDir
    Path killed;

    private DSLContext dsl;
    private TransactionTemplate transaction;
    private Files files;

    @BeforeEach
    void aHouse() {
        var source = new DriverManagerDataSource(TestDatabase.freshUrl());
        dsl = DSL.using(new TransactionAwareDataSourceProxy(source), SQLDialect.POSTGRES);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        files = new Files(dsl, data);
    }

    private StoredFile store(String words) {
        byte[] pdf = ("%PDF-1.4\n% " + words + "\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII);
        return files.store(new ByteArrayInputStream(pdf), "方案.pdf", "test", null, null, FileRule.DOCUMENT);
    }

    private void asAKillWouldFindIt() {
        try (var all = java.nio.file.Files.walk(data.resolve("files"))) {
            for (Path from : all.toList()) {
                java.nio.file.Files.copy(
                        from, killed.resolve(data.relativize(from).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> in(Path data) {
        try (var all = java.nio.file.Files.walk(data.resolve("files"))) {
            return all.filter(java.nio.file.Files::isRegularFile)
                    .map(f -> f.getParent().getFileName() + "/" + f.getFileName())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(StoredFile file) {
        return file.sha256().substring(0, 2) + "/" + file.sha256();
    }

    private int cleared() {
        return new Files(dsl, killed).clearLeftOver(Instant.now().plusSeconds(5));
    }

    @Test
    void a_file_whose_transaction_does_not_stand_leaves_nothing_and_one_that_stands_only_itself() {
        transaction.executeWithoutResult(tx -> {
            store("one");
            tx.setRollbackOnly();
        });
        assertThat(in(data)).isEmpty();
        StoredFile kept = transaction.execute(tx -> store("two"));
        StoredFile alone = store("three");
        assertThat(in(data)).containsExactlyInAnyOrder(place(kept), place(alone));
    }

    @Test
    void bytes_that_lay_there_before_stay_when_the_same_come_again_in_vain() {
        StoredFile before = store("again");
        transaction.executeWithoutResult(tx -> {
            store("again");
            asAKillWouldFindIt();
            tx.setRollbackOnly();
        });
        assertThat(cleared()).isZero();
        assertThat(in(killed)).containsExactly(place(before));
        assertThat(in(data)).containsExactly(place(before));
    }

    @Test
    void bytes_of_an_upload_that_a_kill_cut_off_go() {
        transaction.executeWithoutResult(tx -> {
            store("cut off");
            asAKillWouldFindIt();
            tx.setRollbackOnly();
        });
        assertThat(in(killed)).hasSize(2);
        assertThat(cleared()).isEqualTo(1);
        assertThat(in(killed)).isEmpty();
    }

    @Test
    void bytes_of_an_upload_that_was_kept_just_before_the_kill_stay() {
        StoredFile kept = transaction.execute(tx -> {
            StoredFile file = store("kept");
            asAKillWouldFindIt();
            return file;
        });
        assertThat(cleared()).isZero();
        assertThat(in(killed)).containsExactly(place(kept));
    }

    @Test
    void bytes_of_a_file_that_was_taken_out_just_before_the_kill_go_and_those_of_one_that_was_not_stay() {
        StoredFile out = store("out");
        transaction.executeWithoutResult(tx -> {
            files.delete(out.id());
            asAKillWouldFindIt();
        });
        assertThat(in(data)).isEmpty();
        assertThat(in(killed)).contains(place(out));
        assertThat(cleared()).isEqualTo(1);
        assertThat(in(killed)).isEmpty();
        StoredFile stays = store("stays");
        transaction.executeWithoutResult(tx -> {
            files.delete(stays.id());
            tx.setRollbackOnly();
        });
        assertThat(in(data)).containsExactly(place(stays));
    }

    @Test
    void the_same_bytes_of_somebody_who_is_still_at_it_stay() throws Exception {
        StoredFile first = store("same");
        CountDownLatch stored = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = hands.submit(() -> transaction.execute(tx -> {
                StoredFile file = store("same");
                stored.countDown();
                try {
                    gone.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return file;
            }));
            stored.await();
            transaction.executeWithoutResult(tx -> files.delete(first.id()));
            assertThat(files.clearLeftOver(Instant.now().plusSeconds(5))).isZero();
            gone.countDown();
            assertThat(second.get()).isNotNull();
        }
        assertThat(dsl.fetchCount(FILE)).isEqualTo(1);
        assertThat(in(data)).containsExactly(place(first));
    }

    /** Somebody starts the product on another database: nothing there lists the bytes, and they are not left over. */
    @Test
    void bytes_without_a_mark_are_left_alone_whatever_the_database_says() {
        StoredFile file = store("of another house");
        dsl.deleteFrom(FILE).execute();
        assertThat(files.clearLeftOver(Instant.now().plusSeconds(5))).isZero();
        assertThat(in(data)).containsExactly(place(file));
    }

    @Test
    void half_an_upload_goes_and_a_young_one_stays() throws Exception {
        java.nio.file.Files.createDirectories(data.resolve("files"));
        java.nio.file.Files.writeString(data.resolve("files/incoming123.tmp"), "half");
        assertThat(files.clearLeftOver(Instant.now().minusSeconds(600))).isZero();
        assertThat(files.clearLeftOver(Instant.now().plusSeconds(5))).isEqualTo(1);
        assertThat(in(data)).isEmpty();
    }
}
