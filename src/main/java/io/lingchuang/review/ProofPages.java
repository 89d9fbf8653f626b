package io.lingchuang.review;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.rounds.RoundArchives;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The archives to check: for the host of the panel, and for anybody who has the seal from a public notice. */
@Controller
class ProofPages {

    private static final String ZIP = "application/zip";

    private final Archives archives;
    private final RoundArchives rounds;
    private final Panels panels;

    ProofPages(Archives archives, RoundArchives rounds, Panels panels) {
        this.archives = archives;
        this.rounds = rounds;
        this.panels = panels;
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}/archives/{number}")
    void archive(@PathVariable long id, @PathVariable int number, Actor actor, HttpServletResponse response)
            throws IOException {
        Panel panel = panels.held(actor, id);
        byte[] content = archives.archive(actor, panel, number);
        ListExport.attachment(response, panel.name() + "-" + number + ".zip", ZIP);
        response.getOutputStream().write(content);
    }

    @Everyone
    @Limited(times = 60, misses = true)
    @GetMapping("/archives/{seal}")
    void published(@PathVariable String seal, HttpServletResponse response) throws IOException {
        if (!seal.matches("[0-9a-f]{64}")) {
            throw new NotFound();
        }
        byte[] content = rounds.published(seal).orElseGet(() -> archives.published(seal));
        ListExport.attachment(response, "archive-" + seal.substring(0, 12) + ".zip", ZIP);
        response.getOutputStream().write(content);
    }
}
