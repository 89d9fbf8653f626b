package io.lingchuang.studios.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The rules of a class's test and of the code at its door. */
class QuestionTest {

    @Test
    void a_choice_a_line_and_an_asterisk_before_each_that_is_right() {
        Question question = Question.typed(1, " 第一步是 ", "验电\n\n* 办票\n＊挂牌\n");
        assertThat(question.text()).isEqualTo("第一步是");
        assertThat(question.choices()).containsExactly("验电", "办票", "挂牌");
        assertThat(question.answers()).containsExactly(2, 3);
        assertThat(Question.typed(1, "第一步是", question.lines())).isEqualTo(question);
    }

    /** Only who ticks all that is right and no other gets the question; the score never rounds anybody over the mark. */
    @Property(tries = 300)
    void the_score_is_the_share_of_questions_answered_exactly(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 255) Integer> right,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 255) Integer> ticked) {
        List<Question> questions = IntStream.range(0, right.size())
                .mapToObj(i ->
                        new Question(i + 1, "题", List.of("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"), places(right.get(i))))
                .toList();
        Map<Integer, Set<Integer>> given = new HashMap<>();
        int exact = 0;
        for (int i = 0; i < right.size(); i++) {
            int mask = i < ticked.size() ? ticked.get(i) : 0;
            given.put(i + 1, places(mask));
            exact += mask == right.get(i) ? 1 : 0;
        }
        int score = Question.score(questions, given);
        assertThat(score * right.size()).isLessThanOrEqualTo(100 * exact);
        assertThat((score + 1) * right.size()).isGreaterThan(100 * exact);
    }

    private static Set<Integer> places(int mask) {
        Set<Integer> places = new TreeSet<>();
        IntStream.range(0, 8).filter(b -> (mask >> b & 1) == 1).forEach(b -> places.add(b + 1));
        return places;
    }
}
