package io.lingchuang.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Level;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A draft keeps what was typed, in the order it was typed, and takes in what its fields take. */
class DraftsTest extends OpenCall {

    @Autowired
    EntryFiles files;

    @Autowired
    Calls calls;

    long call;
    Actor me;

    @BeforeEach
    void aDraft() {
        call = openCall(Level.ENTERPRISE);
        me = workerAt(mine);
    }

    // As typed

    @Test
    void whatever_is_typed_is_saved_and_found_again() {
        long id = drafts.start(me, call);
        Random random = new Random(5);
        String[] pieces = {
            "皮带机",
            "a",
            " ",
            "\n",
            "🔧",
            "👷‍♀️",
            "<script>",
            "'; drop table",
            "\"",
            "\\",
            "\u0000",
            "\u202E",
            "𠮷",
            "％",
            "\t"
        };
        for (int round = 0; round < 40; round++) {
            StringBuilder title = new StringBuilder();
            StringBuilder content = new StringBuilder();
            for (int i = random.nextInt(160); i >= 0; i--) {
                title.append(pieces[random.nextInt(pieces.length)]);
                content.append(pieces[random.nextInt(pieces.length)]);
            }
            EntryTyping typed = typed(Map.of("title", title.toString(), "a_content", content.toString()));
            drafts.save(me, id, version(id), typed);
            assertThat(entry(id).title()).isEqualTo(typed.title());
            assertThat(entry(id).answers().getOrDefault("content", ""))
                    .isEqualTo(typed.answers().getOrDefault("content", ""));
            assertThat(typed.title().codePointCount(0, typed.title().length())).isLessThanOrEqualTo(120);
            assertThat(typed.title()).doesNotContain("\u0000", "\u202E");
        }
    }

    @Test
    void a_title_is_cut_between_characters_and_never_within_one() {
        long id = drafts.start(me, call);
        for (String title : List.of("题".repeat(119) + "🔧🔧", "🔧".repeat(130), "题".repeat(120) + "🔧")) {
            drafts.save(me, id, version(id), typed(Map.of("title", title)));
            assertThat(entry(id).title().codePointCount(0, entry(id).title().length()))
                    .isEqualTo(120);
            assertThat(title).startsWith(entry(id).title());
            assertThat(typed(Map.of("title", title)).problems())
                    .as("and that it was cut is said")
                    .extracting(Problem::field)
                    .containsExactly("title");
        }
    }

    @Test
    void what_the_form_does_not_ask_is_not_kept() {
        long id = drafts.start(me, call);
        drafts.save(
                me,
                id,
                version(id),
                typed(Map.of(
                        "title",
                        "皮带机",
                        "a_content",
                        "加装刮板",
                        "a_photo",
                        "假文件",
                        "a_score",
                        "100",
                        "t_truth",
                        "true",
                        "t_admin",
                        "true",
                        "t_secret",
                        "maybe",
                        "category",
                        "999999")));
        assertThat(entry(id).answers()).containsOnlyKeys("content");
        assertThat(entry(id).ticked()).containsExactly("truth");
        assertThat(entry(id).categoryId()).isNull();
        assertThat(entry(id).state()).isEqualTo(EntryState.DRAFT);
    }

    private EntryTyping typed(Map<String, String> fields) {
        Map<String, String[]> parameters = new HashMap<>();
        fields.forEach((name, value) -> parameters.put(name, new String[] {value}));
        return EntryTyping.of(Form.typed(parameters), calls.call(call));
    }

    @Test
    void what_there_is_no_room_for_is_said_beside_its_field() {
        Map<String, String[]> rows = new HashMap<>();
        String[] names = new String[52];
        for (int i = 0; i < names.length; i++) {
            names[i] = "职工甲" + i;
        }
        rows.put("completerName", names);
        rows.put("completerShare", new String[] {"120"});
        rows.put("a_content", new String[] {"长".repeat(20_001)});
        EntryTyping typed = EntryTyping.of(Form.typed(rows), calls.call(call));
        assertThat(typed.problems())
                .extracting(p -> p.field() + " " + p.key())
                .containsExactly(
                        "a_content entries.tooLong",
                        "completers entries.shareForm",
                        "completers entries.tooManyPeople",
                        "completers entries.tooManyPeople");
        assertThat(typed(Map.of("completerName", "李")).problems())
                .extracting(Problem::key)
                .containsExactly("entries.nameShort");
    }

    // Completers

    @Test
    void completers_keep_the_order_typed_and_nobody_stands_twice() {
        long id = drafts.start(me, call);
        List<String> mates = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            mates.add(workerAt(mine).name());
        }
        mates.add(me.name());
        Random random = new Random(11);
        for (int round = 0; round < 12; round++) {
            Collections.shuffle(mates, random);
            List<EntryTyping.Name> names = new ArrayList<>(mates.stream()
                    .map(n -> new EntryTyping.Name(n, "朔里煤矿工会", null))
                    .toList());
            names.add(names.get(random.nextInt(names.size())));
            save(id, names);
            assertThat(entry(id).completers()).extracting(Entry.Completer::name).isEqualTo(mates);
            assertThat(entry(id).completers())
                    .extracting(Entry.Completer::position)
                    .containsExactly(1, 2, 3, 4, 5);
            assertThat(entry(id).completers())
                    .extracting(Entry.Completer::personId)
                    .doesNotContainNull()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_name_means_a_colleague_only_when_there_is_just_one_of_it() {
        long id = drafts.start(me, call);
        person(mine, "王建军", null);
        person(mine, "王建军", null);
        long only = person(mine, "张海燕", null);
        person(mill, "刘德厚", null);
        save(
                id,
                List.of(
                        new EntryTyping.Name(me.name(), "朔里煤矿工会", 40),
                        new EntryTyping.Name("王建军", "", 30),
                        new EntryTyping.Name("张海燕", "", 20),
                        new EntryTyping.Name("刘德厚", "相王纺织厂", 10)));
        assertThat(entry(id).completers())
                .extracting(Entry.Completer::personId)
                .containsExactly(personOf(me), null, only, null);
        assertThat(entry(id).completers()).extracting(Entry.Completer::share).containsExactly(40, 30, 20, 10);
        assertThat(entry(id).completers().get(1).unitName()).isEqualTo("朔里煤矿工会");
    }

    @Test
    void whoever_declined_stays_declined_when_the_draft_is_saved_again() {
        Actor mate = workerAt(mine);
        long id = draft(me, call, null);
        List<EntryTyping.Name> names = List.of(
                new EntryTyping.Name(me.name(), "朔里煤矿工会", null), new EntryTyping.Name(mate.name(), "朔里煤矿工会", null));
        save(id, names);
        write(id, null, "皮带机清扫器改进");
        submission.submit(me, id, version(id));
        completers.answer(mate, id, false);
        dsl.update(io.lingchuang.db.entries.Tables.ENTRY)
                .set(io.lingchuang.db.entries.Tables.ENTRY.STATE, "RETURNED")
                .where(io.lingchuang.db.entries.Tables.ENTRY.ID.eq(id))
                .execute();
        save(id, names);
        assertThat(entry(id).completers())
                .extracting(Entry.Completer::state)
                .containsExactly(Entry.Answer.ACCEPTED, Entry.Answer.DECLINED);
        assertThat(Objects.requireNonNull(entry(id).first()).name()).isEqualTo(me.name());
    }

    @Test
    void the_first_completer_is_the_first_who_did_not_decline() {
        Actor mate = workerAt(mine);
        long id = draft(me, call, null);
        save(
                id,
                List.of(
                        new EntryTyping.Name(mate.name(), "朔里煤矿工会", null),
                        new EntryTyping.Name(me.name(), "朔里煤矿工会", null)));
        write(id, null, "皮带机清扫器改进");
        submission.submit(me, id, version(id));
        completers.answer(mate, id, false);
        assertThat(Objects.requireNonNull(entry(id).first()).name()).isEqualTo(me.name());
    }

    private void save(long id, List<EntryTyping.Name> names) {
        Entry now = entry(id);
        drafts.save(
                me,
                id,
                now.version(),
                new EntryTyping(now.title(), null, now.line(), now.answers(), now.ticked(), names));
    }

    private long personOf(Actor actor) {
        var person = io.lingchuang.db.directory.Tables.PERSON;
        return Objects.requireNonNull(dsl.select(person.ID)
                .from(person)
                .where(person.ACCOUNT_ID.eq(actor.accountId()))
                .fetchOne(person.ID));
    }

    // Files

    @Test
    void a_field_takes_as_many_files_as_it_says_also_when_they_come_at_once() throws Exception {
        long id = draft(me, call, null);
        List<Runnable> uploads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "照片" + i + ".png";
            uploads.add(() -> files.add(me, id, "photo", photo(), name));
        }
        assertThat(atOnce(uploads).stream().filter(Objects::isNull)).hasSize(2);
        assertThat(files.of(id).get("photo")).hasSize(2);
        assertThatThrownBy(() -> files.add(me, id, "photo", photo(), "三.png")).hasMessage("entries.tooManyFiles");
    }

    @Test
    void of_several_files_all_are_taken_or_none() {
        long id = draft(me, call, null);
        List<EntryFiles.Upload> two = List.of(
                new EntryFiles.Upload("一.png", photo()),
                new EntryFiles.Upload("空.png", new ByteArrayInputStream(new byte[0])));
        assertThatThrownBy(() -> files.add(me, id, "photo", two))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("a_photo"));
        assertThat(files.of(id)).isEmpty();
        files.add(
                me,
                id,
                "photo",
                List.of(new EntryFiles.Upload("一.png", photo()), new EntryFiles.Upload("二.png", photo())));
        assertThat(files.of(id).get("photo")).hasSize(2);
    }

    @Test
    void a_draft_is_deleted_with_its_files_and_what_was_handed_in_is_not() {
        long id = draft(me, call, null);
        var photo = files.add(me, id, "photo", photo(), "一.png");
        assertThatThrownBy(() -> drafts.delete(clerk, id)).isInstanceOf(NotFound.class);
        drafts.delete(me, id);
        assertThatThrownBy(() -> entry(id)).isInstanceOf(NotFound.class);
        var file = io.lingchuang.db.platform.Tables.FILE;
        assertThat(dsl.fetchCount(file, file.ID.eq(photo.id()))).isZero();
        long sent = handedIn(me, call, null);
        assertThatThrownBy(() -> drafts.delete(me, sent)).hasMessage("entries.notEditable");
    }

    @Test
    void only_whoever_began_it_attaches_and_only_where_the_form_asks_for_files() {
        long id = draft(me, call, null);
        assertThatThrownBy(() -> files.add(clerk, id, "photo", photo(), "一.png"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> files.add(me, id, "content", photo(), "一.png")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> files.add(me, id, "other", photo(), "一.png")).isInstanceOf(NotFound.class);
        submission.submit(me, id, version(id));
        assertThatThrownBy(() -> files.add(me, id, "photo", photo(), "一.png")).hasMessage("entries.notEditable");
    }

    @Test
    void a_program_named_as_a_picture_is_not_taken() {
        long id = draft(me, call, null);
        Map<String, byte[]> disguised = new LinkedHashMap<>();
        disguised.put("照片.png", new byte[] {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0});
        disguised.put("证明.pdf", "#!/bin/sh\nrm -rf /\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        disguised.put(
                "页.png", "<html><script>alert(1)</script></html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        disguised.put("空.pdf", new byte[0]);
        disguised.forEach((name, bytes) -> assertThatThrownBy(
                        () -> files.add(me, id, "photo", new ByteArrayInputStream(bytes), name))
                .as(name)
                .isInstanceOf(Refusal.class));
        assertThat(files.of(id)).isEmpty();
    }

    static InputStream photo() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", out);
            return new ByteArrayInputStream(out.toByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
