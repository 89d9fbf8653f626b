package io.lingchuang.services.help;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The record of the latest visit with both signatures, for the file. */
@Controller
class HelpRecordPages {

    private final Requests requests;
    private final HelpVisits visits;
    private final Files files;
    private final Pdf pdf;
    private final Pages pages;

    HelpRecordPages(Requests requests, HelpVisits visits, Files files, Pdf pdf, Pages pages) {
        this.requests = requests;
        this.visits = visits;
        this.files = files;
        this.pdf = pdf;
        this.pages = pages;
    }

    @SignedIn
    @GetMapping("/help/{id}/record.pdf")
    void record(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        HelpRequest request = requests.seen(actor, id);
        Visit visit = visits.of(id).stream()
                .filter(v -> v.heldAt() != null && v.rewritten() == null)
                .findFirst()
                .orElseThrow(NotFound::new);
        Page page = pages.of(http);
        Map<Side, String> drawings = new EnumMap<>(Side.class);
        for (Visit.Signature signature : visit.signatures()) {
            if (signature.file() != null) {
                try (var drawing = files.open(files.file(signature.file()))) {
                    drawings.put(
                            signature.side(),
                            "data:image/png;base64," + Base64.getEncoder().encodeToString(drawing.readAllBytes()));
                }
            }
        }
        byte[] bytes = pdf.render(
                "pdf/service.jte", Map.of("page", page, "request", request, "visit", visit, "drawings", drawings));
        ListExport.attachment(response, page.t("help.record") + " " + request.id() + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }
}
