package io.lingchuang.studios.assessment;

import io.lingchuang.studios.Studio;
import java.time.LocalDate;
import java.util.List;

/** What a part of the studio knows of a time, for its self-report: nothing is typed twice. Each part that keeps something adds one. */
public interface SelfReport {

    /**
     * A line of a self-report.
     *
     * @param field code of the form's field in which it is put: members, plan, activities, achievements, training
     * @param text in the words of the report
     * @param proves it counts for the studio's kind, see {@link io.lingchuang.studios.Evidence}: a year without is pointed out in the assessment
     * @param href where the record itself is seen, or empty
     */
    record Line(String field, String text, boolean proves, String href) {}

    List<Line> lines(Studio studio, LocalDate from, LocalDate until);
}
