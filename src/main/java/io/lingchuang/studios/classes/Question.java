package io.lingchuang.studios.classes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A question of a class's test. answers: places of the right choices, from 1; several may be right, then all of them are to be ticked and no other. */
public record Question(int position, String text, List<String> choices, Set<Integer> answers) {

    static final int MOST = 50;
    static final int MOST_CHOICES = 8;

    public boolean several() {
        return answers.size() > 1;
    }

    boolean right(Set<Integer> ticked) {
        return ticked.equals(answers);
    }

    /** As it is typed: a choice a line, an asterisk before each that is right. */
    static Question typed(int position, String text, String lines) {
        List<String> choices = new ArrayList<>();
        Set<Integer> answers = new TreeSet<>();
        for (String line :
                lines.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            boolean right = line.startsWith("*") || line.startsWith("＊");
            choices.add(right ? line.substring(1).strip() : line);
            if (right) {
                answers.add(choices.size());
            }
        }
        return new Question(position, text.strip(), choices, answers);
    }

    String lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < choices.size(); i++) {
            lines.append(answers.contains(i + 1) ? "*" : "")
                    .append(choices.get(i))
                    .append('\n');
        }
        return lines.toString();
    }

    /** Per cent of the questions answered right, rounded down: nobody passes by rounding. */
    static int score(List<Question> questions, java.util.Map<Integer, Set<Integer>> ticked) {
        long right = questions.stream()
                .filter(q -> q.right(ticked.getOrDefault(q.position(), Set.of())))
                .count();
        return questions.isEmpty() ? 0 : (int) (100 * right / questions.size());
    }
}
