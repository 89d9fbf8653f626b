package io.lingchuang.sample;

import io.lingchuang.calls.Round;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The days of a call of a past year. Every stage has its time after the end of the intake; all of it lies before November. */
record Season(
        String programme,
        String template,
        String title,
        int year,
        LocalDate opens,
        LocalDate closes,
        List<Round> rounds) {

    private Season(String programme, String template, String title, int year, LocalDate opens, LocalDate closes) {
        this(programme, template, title, year, opens, closes, List.of());
    }

    /** The same, reviewed in three rounds: on paper, on site, before the panel. */
    Season inRounds(Scale scale) {
        return new Season(
                programme,
                template,
                title,
                year,
                opens,
                closes,
                List.of(
                        new Round(1, Round.Form.WRITTEN, new BigDecimal("50"), scale.of(30), List.of()),
                        new Round(2, Round.Form.VISIT, new BigDecimal("20"), scale.of(15), List.of()),
                        new Round(3, Round.Form.PRESENTATION, new BigDecimal("30"), null, List.of())));
    }

    static Season fiveSmall(int year) {
        return new Season(
                "FIVE_SMALL",
                "five-small",
                year + "年职工“五小”创新成果征集",
                year,
                LocalDate.of(year, 2, 20),
                LocalDate.of(year, 4, 20));
    }

    static Season outstanding(int year) {
        return new Season(
                "OUTSTANDING",
                "five-small",
                year + "年“五小”优秀创新成果认定",
                year,
                LocalDate.of(year, 5, 6),
                LocalDate.of(year, 6, 20));
    }

    static Season suggestion(int year) {
        return new Season(
                "SUGGESTION",
                "suggestion",
                year + "年职工合理化建议征集",
                year,
                LocalDate.of(year, 1, 8),
                LocalDate.of(year, 7, 20));
    }

    LocalDate unionsUntil() {
        return closes.plusDays(11);
    }

    LocalDate countiesUntil() {
        return closes.plusDays(30);
    }

    LocalDate hostUntil() {
        return closes.plusDays(36);
    }

    LocalDate panels() {
        return closes.plusDays(62);
    }

    LocalDate ranked() {
        return closes.plusDays(72);
    }

    LocalDate notice() {
        return closes.plusDays(75);
    }
}
