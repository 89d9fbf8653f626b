package io.lingchuang.insights;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The brief 简报: one page of text and figures for a period, told in sentences that are left out where there is no number for them. */
@Component
public class Brief {

    /** A paragraph under its heading. */
    public record Paragraph(String heading, String text) {}

    /** A line of the table: what came in the period, and in the same days of the year before. */
    public record Line(Indicator indicator, BigDecimal now, BigDecimal before) {
        public String text() {
            return Indicator.text(now);
        }

        public String textBefore() {
            return Indicator.text(before);
        }
    }

    public record Sheet(Node node, Period period, LocalDate made, List<Paragraph> paragraphs, List<Line> lines) {

        public String title(Page page) {
            return page.t("brief.title", node.name());
        }

        /** To paste into a letter or a chat. */
        public String plain(Page page) {
            StringBuilder text = new StringBuilder(title(page)).append('\n');
            text.append(page.t("brief.period", page.day(period.from()), page.day(period.until())))
                    .append("\n\n");
            for (Paragraph p : paragraphs) {
                text.append(p.heading()).append('\n').append(p.text()).append("\n\n");
            }
            for (Line line : lines) {
                text.append(page.t(
                                "brief.line",
                                page.t(line.indicator().nameKey()),
                                line.text(),
                                page.t(line.indicator().unitKey()),
                                line.textBefore()))
                        .append('\n');
            }
            return text.append('\n')
                    .append(page.t("brief.made", page.day(made)))
                    .append('\n')
                    .toString();
        }
    }

    private static final List<String> LINES = Stream.of(
                    "figure.entry.handed_in",
                    "figure.unit.handed_in",
                    "figure.participation.person_times",
                    "figure.entry.recommended",
                    "figure.entry.accepted",
                    "figure.entry.awarded",
                    "figure.certificate.valid",
                    "figure.prize.decided",
                    "figure.prize.paid",
                    "figure.call.suggestion.provincial")
            .map(Indicator::code)
            .toList();

    private final Figures figures;
    private final Indicators indicators;
    private final Today today;

    Brief(Figures figures, Indicators indicators, Today today) {
        this.figures = figures;
        this.indicators = indicators;
        this.today = today;
    }

    Sheet of(Actor actor, Node node, Period period, Page page) {
        Period earlier = period.yearBefore();
        Numbers numbers = new Numbers(
                figures.within(actor, node, period.from(), period.until()),
                figures.within(actor, node, earlier.from(), earlier.until()),
                figures.standing(actor, node, period.until()),
                page);
        List<Line> lines = LINES.stream()
                .filter(numbers.came()::containsKey)
                .map(code -> new Line(
                        indicators.indicator(code),
                        numbers.came(code),
                        numbers.earlier().getOrDefault(code, BigDecimal.ZERO)))
                .toList();
        return new Sheet(node, period, today.today(), paragraphs(numbers, node, period), lines);
    }

    private List<Paragraph> paragraphs(Numbers n, Node node, Period period) {
        List<Paragraph> all = new ArrayList<>();
        n.paragraph(
                all,
                "brief.people",
                n.say("brief.people.units", node.name(), n.page.day(period.until()), n.stands("figure.tree.unit")),
                n.say("brief.people.people", n.stands("figure.directory.people")));
        n.paragraph(
                all,
                "brief.entries",
                n.say("brief.entries.handedIn", n.text("figure.entry.handed_in"), n.change("figure.entry.handed_in")),
                n.say("brief.entries.recommended", n.text("figure.entry.recommended"), n.text("figure.entry.accepted")),
                n.say(
                        "brief.entries.participation",
                        n.text("figure.unit.returned"),
                        n.text("figure.participation.person_times")),
                n.say("brief.entries.vetting", n.stands("figure.entry.vetting"), n.stands("figure.entry.returned")),
                n.say("brief.entries.late", n.stands("figure.entry.late")));
        n.paragraph(
                all,
                "brief.results",
                n.say("brief.results.awarded", n.text("figure.entry.awarded"), n.text("figure.certificate.valid")),
                n.say("brief.results.money", n.text("figure.prize.decided"), n.text("figure.prize.paid")),
                n.say("brief.results.provincial", n.text("figure.call.suggestion.provincial")),
                n.say("brief.results.notices", n.stands("figure.notice.running")),
                n.say("brief.results.objections", n.stands("figure.objection.open")));
        n.paragraph(
                all,
                "brief.own",
                n.say("brief.own.studios", n.stands("figure.studio.named")),
                n.say("brief.own.bases", n.stands("figure.base.innovation"), n.stands("figure.base.rural")),
                n.say("brief.own.service", n.stands("figure.service.team"), n.stands("figure.service.session")),
                n.say("brief.own.pairing", n.stands("figure.pairing.soe"), n.stands("figure.pairing.agreement")));
        return all;
    }

    /** What came in the period, what came a year before, and how it stands at its end, put into words. */
    private record Numbers(
            Map<String, BigDecimal> came, Map<String, BigDecimal> earlier, Map<String, BigDecimal> stands, Page page) {

        BigDecimal came(String code) {
            return Objects.requireNonNull(came.get(code), code);
        }

        /** What came of an indicator, given by the key of its name. */
        @Nullable
        String text(String name) {
            String code = Indicator.code(name);
            return came.containsKey(code) ? plain(came(code)) : null;
        }

        @Nullable
        String stands(String name) {
            BigDecimal value = stands.get(Indicator.code(name));
            return value == null ? null : plain(value);
        }

        private static String plain(BigDecimal value) {
            return value.scale() > 0
                    ? Page.money(value)
                    : String.format(java.util.Locale.ROOT, "%,d", value.longValue());
        }

        /** Against the same days of the year before: more, less, as many, or nothing to compare with. */
        @Nullable
        String change(String name) {
            String code = Indicator.code(name);
            BigDecimal now = came.get(code);
            if (now == null) {
                return null;
            }
            BigDecimal before = earlier.getOrDefault(code, BigDecimal.ZERO);
            int order = now.compareTo(before);
            if (before.signum() == 0) {
                return page.t("brief.noneBefore");
            }
            String percent = now.subtract(before)
                    .abs()
                    .multiply(BigDecimal.valueOf(100))
                    .divide(before.abs(), 1, RoundingMode.HALF_UP)
                    .toPlainString();
            return order == 0 ? page.t("brief.asBefore") : page.t(order > 0 ? "brief.more" : "brief.less", percent);
        }

        /** A sentence; null where one of its numbers is not there. */
        @Nullable
        String say(String key, @Nullable String... numbers) {
            for (String number : numbers) {
                if (number == null) {
                    return null;
                }
            }
            return page.t(key, (Object[]) numbers);
        }

        void paragraph(List<Paragraph> to, String heading, @Nullable String... sentences) {
            StringBuilder text = new StringBuilder();
            for (String sentence : sentences) {
                if (sentence != null) {
                    text.append(text.isEmpty() || !page.english() ? "" : " ").append(sentence);
                }
            }
            if (!text.isEmpty()) {
                to.add(new Paragraph(page.t(heading), text.toString()));
            }
        }
    }
}
