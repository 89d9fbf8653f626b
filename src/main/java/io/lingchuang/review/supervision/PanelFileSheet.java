package io.lingchuang.review.supervision;

import io.lingchuang.calls.Criterion;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Page;
import io.lingchuang.review.AssignmentLists;
import io.lingchuang.review.supervision.Supervision.Looked;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A panel's whole file as a workbook: experts, entries, recusals, every sheet of every expert, and the trail. */
@Component
class PanelFileSheet {

    private final PanelFile file;
    private final SupervisionLists lists;

    PanelFileSheet(PanelFile file, SupervisionLists lists) {
        this.file = file;
        this.lists = lists;
    }

    void write(OutputStream out, Looked looked, Page page) {
        ExcelOut.write(out, page.t("review.members"), excel -> {
            members(excel, looked, page);
            entries(excel.sheet(page.t("vetting.entries")), looked, page);
            recusals(excel.sheet(page.t("review.recusals")), looked, page);
            sheets(excel.sheet(page.t("review.sheets")), looked, page);
            excel.sheet(page.t("review.supervision.trail"))
                    .header(words(page, "access.at", "access.who", "access.action", "access.detail"));
            lists.trail(looked.panel().id(), page)
                    .each(ListRequest.none(), t -> excel.row(Arrays.asList(t.at(), t.who(), t.action(), t.detail())));
        });
    }

    private void members(ExcelOut excel, Looked looked, Page page) {
        excel.header(words(
                page,
                "review.name",
                "review.employer",
                "review.group",
                "review.fields",
                "review.supervision.answered",
                "review.supervision.ties",
                "review.chair",
                "review.supervision.leftAt",
                "review.progress",
                "review.sheets",
                "review.supervision.firstSealed",
                "review.supervision.lastSealed"));
        file.members(looked.panel(), page)
                .forEach(m -> excel.row(Arrays.asList(
                        m.name(),
                        m.employer(),
                        m.group(),
                        m.fields(),
                        m.invitation() == null
                                ? ""
                                : page.t(m.invitation()) + " " + page.minute(m.declaredAt()) + m.declined(),
                        m.ties(),
                        m.chair() ? page.t("yes") : "",
                        m.leftAt(),
                        m.sealed(),
                        m.sheets(),
                        m.first(),
                        m.last())));
    }

    private void entries(ExcelOut excel, Looked looked, Page page) {
        excel.header(words(
                page,
                "vetting.rank",
                "review.code",
                "entries.number",
                "entries.title",
                "entries.unit",
                "vetting.score",
                "review.tied",
                "review.progress",
                "review.sheets"));
        file.entries(looked.panel().id())
                .forEach(e -> excel.row(Arrays.asList(
                        e.rank(),
                        e.code(),
                        e.number(),
                        e.title(),
                        e.unit(),
                        e.score(),
                        page.show(e.tied()),
                        e.sealed(),
                        e.sheets())));
    }

    private void recusals(ExcelOut excel, Looked looked, Page page) {
        excel.header(words(
                page,
                "review.code",
                "entries.title",
                "entries.unit",
                "review.name",
                "review.supervision.ground",
                "vetting.reason",
                "access.at"));
        file.recusals(looked.panel().id())
                .forEach(r -> excel.row(Arrays.asList(
                        r.code(), r.title(), r.unit(), r.expert(), page.t(r.ground()), r.reason(), r.at())));
    }

    private void sheets(ExcelOut excel, Looked looked, Page page) {
        List<String> header = new ArrayList<>(words(
                page, "review.code", "entries.title", "review.name", "review.employer", "review.supervision.state"));
        looked.call().rubric().forEach(c -> header.add(c.name()));
        header.addAll(words(
                page,
                "review.total",
                "review.supervision.sealedAt",
                "review.commentOf",
                "review.assign.match",
                "review.assign.why"));
        excel.header(header);
        lists.sheets(looked.call(), looked.panel().id(), page).each(ListRequest.none(), s -> {
            List<@Nullable Object> row =
                    new ArrayList<>(Arrays.asList(s.code(), s.title(), s.expert(), s.employer(), page.t(s.state())));
            for (Criterion c : looked.call().rubric()) {
                String points = s.points().get(c.code());
                row.add(points == null ? null : new BigDecimal(points));
            }
            row.addAll(Arrays.asList(
                    s.total(), s.sealedAt(), s.said(), s.match(), AssignmentLists.fits(s.grounds(), page)));
            excel.row(row);
        });
    }

    private static List<String> words(Page page, String... keys) {
        return Arrays.stream(keys).map(k -> page.t(k)).toList();
    }
}
