package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Declaration;
import io.lingchuang.calls.FormField;
import io.lingchuang.sample.IdeaTexts.Idea;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** How an idea is written into the form of a call: only fields that it has, and every declaration ticked. */
final class Answers {

    private Answers() {}

    /** last: the day it is handed in, before which it was done. */
    static Map<String, String> of(Call call, Idea idea, LocalDate last, SplittableRandom random) {
        Map<String, String> answers = new LinkedHashMap<>();
        boolean done = random.nextInt(3) > 0;
        for (FormField field : call.form()) {
            String answer = switch (field.code()) {
                case "field" -> idea.industry();
                case "problem" -> idea.problem();
                case "measure" -> idea.measure();
                case "benefitHow", "effect" -> idea.benefit();
                case "doneOn" -> last.minusDays(5 + random.nextInt(640)).toString();
                case "done" -> done ? "已实施" : "正在做";
                case "benefitYear" ->
                    done || field.shownWhen() == null ? String.valueOf((3 + random.nextInt(97)) * 1000L) : "";
                default -> "";
            };
            if (!answer.isEmpty()) {
                answers.put(field.code(), answer);
            }
        }
        return answers;
    }

    static List<String> ticked(Call call) {
        List<String> ticked = new ArrayList<>();
        for (Declaration d : call.declarations()) {
            ticked.add(d.kind() == Declaration.Kind.SECRECY ? d.code() + ":no" : d.code());
        }
        call.eligibility().ticked().forEach(c -> ticked.add(c.code()));
        return ticked;
    }
}
