package io.lingchuang.studios.assessment;

import io.lingchuang.directory.Honour;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who works and who learns in it, with their honours. */
@Component
class RosterReport implements SelfReport {

    private final Studios studios;
    private final Wording texts;

    RosterReport(Studios studios, Wording texts) {
        this.studios = studios;
        this.texts = texts;
    }

    @Override
    public List<Line> lines(Studio studio, LocalDate from, LocalDate until) {
        String page = "/studios/" + studio.id();
        List<Line> lines = new ArrayList<>();
        List<Member> members = studios.members(studio.id());
        for (Member m : members) {
            if (m.part().works()) {
                String honours =
                        m.honours().stream().map(Honour::title).distinct().collect(Collectors.joining("、"));
                lines.add(new Line(
                        "members",
                        texts.of("assessment.member", m.name(), texts.of("Part." + m.part()), honours),
                        false,
                        page));
            }
        }
        long trainees = members.stream().filter(m -> m.part() == Part.TRAINEE).count();
        long came = members.stream()
                .filter(m -> m.part() == Part.TRAINEE && !m.fromDay().isBefore(from))
                .count();
        lines.add(new Line("training", texts.of("assessment.trainees", trainees, came), false, page));
        return lines;
    }
}
