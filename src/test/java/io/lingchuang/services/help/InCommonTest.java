package io.lingchuang.services.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.services.HelpKind;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** What a request and somebody's skills have in common is told in whole words. */
class InCommonTest {

    private static List<String> common(String problem, String skill) {
        return Matching.inCommon(
                new HelpRequest(
                        1,
                        1,
                        "某厂",
                        "hb.xs",
                        "采矿",
                        HelpKind.TECHNOLOGY,
                        "",
                        problem,
                        "井下",
                        false,
                        false,
                        "某人",
                        "0561-1",
                        RequestState.ASKED,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Instant.EPOCH,
                        0,
                        0),
                skill);
    }

    @Example
    void words_are_whole_and_no_part_of_one_is_told_beside_it() {
        assertThat(common("想做变频和智能化改造", "矿山机电、智能化改造、变频、智能")).containsExactly("智能化改造", "变频");
        assertThat(common("PLC 程序丢失", "plc、编程")).containsExactly("plc");
        assertThat(common("apply for help", "pl、app")).isEmpty();
        assertThat(common("织机停车", "织布、机械")).isEmpty();
    }

    @Property(tries = 200)
    void what_is_told_stands_in_both(
            @ForAll @StringLength(max = 30) String problem, @ForAll @StringLength(max = 30) String skill) {
        assertThat(common(problem, skill)).hasSizeLessThanOrEqualTo(3).allSatisfy(word -> {
            assertThat(word.length()).isGreaterThan(1);
            assertThat(java.text.Normalizer.normalize(problem, java.text.Normalizer.Form.NFKC)
                            .toLowerCase(java.util.Locale.ROOT))
                    .contains(word);
        });
    }
}
