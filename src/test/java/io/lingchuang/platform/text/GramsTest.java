package io.lingchuang.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Copies are found whatever was changed around them, and every passage shown as shared really is. */
class GramsTest {

    private static final String CHARACTERS = "皮带机尾部落煤长期靠人工清理每班要停三次我们在加装两道刮板用弹簧压紧下的入溜槽回到改进后少二十分钟一年节约电费和万元";

    @Property(tries = 200)
    void a_text_is_contained_in_itself_and_in_what_quotes_it(
            @ForAll("texts") String text, @ForAll("texts") String around) {
        int[] grams = Grams.of(text);
        double expected = grams.length == 0 ? 0 : 1;
        assertThat(Grams.containment(grams, grams)).isEqualTo(expected);
        assertThat(Grams.containment(grams, Grams.of(around + text + around))).isEqualTo(expected);
    }

    @Property(tries = 200)
    void likeness_has_no_direction_and_lies_between_nothing_and_all(
            @ForAll("texts") String a, @ForAll("texts") String b) {
        assertThat(Grams.containment(Grams.of(a), Grams.of(b))).isBetween(0.0, 1.0);
        if (Grams.of(a).length != Grams.of(b).length) {
            assertThat(Grams.containment(Grams.of(a), Grams.of(b)))
                    .isEqualTo(Grams.containment(Grams.of(b), Grams.of(a)));
        }
    }

    @Property(tries = 200)
    void every_passage_shown_stands_in_both_texts_and_is_as_long_as_asked(
            @ForAll("texts") String a,
            @ForAll("texts") String b,
            @ForAll("texts") String shared,
            @ForAll @IntRange(min = 3, max = 10) int min) {
        String left = a + shared;
        String right = shared + b;
        int at = 0;
        for (Grams.Passage p : Grams.matching(left, right, min)) {
            String inA = left.substring(p.inA(), p.inA() + p.lengthA());
            String inB = right.substring(p.inB(), p.inB() + p.lengthB());
            assertThat(inA).isEqualTo(inB).hasSizeGreaterThanOrEqualTo(min);
            assertThat(p.inA()).isGreaterThanOrEqualTo(at);
            at = p.inA() + p.lengthA();
        }
    }

    @Property(tries = 100)
    void one_word_in_twenty_changed_still_shows_as_a_copy(@ForAll Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        StringBuilder copy = new StringBuilder(text);
        for (int i = 0; i < 15; i++) {
            copy.setCharAt(random.nextInt(copy.length()), '改');
        }
        assertThat(Grams.containment(Grams.of(text.toString()), Grams.of(copy.toString())))
                .isGreaterThan(0.75);
    }

    @Example
    void width_case_and_punctuation_do_not_hide_a_copy() {
        String plain = "ABC型刮板，每班3次";
        for (String disguised : List.of("ａｂｃ型刮板每班３次", "abc 型 刮 板 。 每 班 3 次", "ABC型刮板\n每班——3次")) {
            assertThat(Grams.containment(Grams.of(plain), Grams.of(disguised)))
                    .as(disguised)
                    .isEqualTo(1);
            Grams.Passage whole = Grams.matching(plain, disguised, 6).getFirst();
            assertThat(plain.substring(whole.inA(), whole.inA() + whole.lengthA()))
                    .isEqualTo(plain);
            assertThat(disguised.substring(whole.inB(), whole.inB() + whole.lengthB()))
                    .isEqualTo(disguised);
        }
    }

    @Example
    void texts_too_short_to_compare_are_like_nothing() {
        for (String text : List.of("", "皮带", "。。。。", "🔧")) {
            assertThat(Grams.containment(Grams.of(text), Grams.of(CHARACTERS)))
                    .as(text)
                    .isZero();
            assertThat(Grams.matching(text, CHARACTERS, 3)).isEmpty();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(CHARACTERS.substring(0, 12).toCharArray())
                .ofMinLength(0)
                .ofMaxLength(60);
    }
}
