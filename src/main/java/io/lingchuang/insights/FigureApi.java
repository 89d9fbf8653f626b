package io.lingchuang.insights;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures for other programs, scoped like the pages. */
@RestController
class FigureApi {

    /** value is null where there is none; state says why. */
    public record Line(
            String code,
            String name,
            @Nullable BigDecimal value,
            String unit,
            LocalDate day,
            int year,
            long node,
            Figure.State state) {}

    private final Figures figures;
    private final Look.Reader looks;
    private final Pages pages;

    FigureApi(Figures figures, Look.Reader looks, Pages pages) {
        this.figures = figures;
        this.looks = looks;
        this.pages = pages;
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/api/figures")
    ResponseEntity<List<Line>> figures(
            @RequestParam(defaultValue = "") String node,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String programme,
            Actor actor,
            HttpServletRequest http) {
        Look look = looks.of(actor, node, year, day, programme);
        Page page = pages.of(http);
        List<Line> lines = figures.figures(actor, look.node(), look.year(), look.day(), look.programme()).stream()
                .map(f -> new Line(
                        f.indicator().code(),
                        page.t(f.indicator().nameKey()),
                        f.value(),
                        f.indicator().unit(),
                        f.day(),
                        f.year(),
                        f.node().id(),
                        f.state()))
                .toList();
        // Whatever the caller says that it reads: this is JSON.
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(lines);
    }

    /** A day or a year that is none: problem+json that names the field. */
    @ExceptionHandler(Look.Unreadable.class)
    ResponseEntity<ProblemDetail> unreadable(Look.Unreadable unreadable, HttpServletRequest http) {
        Page page = pages.of(http);
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.BAD_REQUEST);
        problem.setTitle(page.t("figures.badRequest"));
        problem.setDetail(page.t(unreadable.key()));
        problem.setInstance(URI.create("/api/figures"));
        problem.setProperty("field", unreadable.field());
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
