package io.lingchuang.access;

import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The audit administration: the trail, and the check that nothing on it was changed. */
@Controller
public class AuditPages {

    /** @param hash of the last link, in hexadecimal digits; null before the first */
    public record Chain(long link, @Nullable String hash, int waiting) {}

    private final AccessLists lists;
    private final Audit audit;
    private final AuditSealing sealing;
    private final Jobs jobs;
    private final Forms forms;
    private final Pages pages;

    AuditPages(AccessLists lists, Audit audit, AuditSealing sealing, Jobs jobs, Forms forms, Pages pages) {
        this.lists = lists;
        this.audit = audit;
        this.sealing = sealing;
        this.jobs = jobs;
        this.forms = forms;
        this.pages = pages;
    }

    @Bean
    static NavItem auditNav() {
        return new NavItem("access.audit", "/audit", 92, Right.READ_AUDIT);
    }

    /** Reading the trail leaves a trace of its own. */
    @Allowed(Right.READ_AUDIT)
    @GetMapping("/audit")
    String audit(ListRequest list, Actor actor, HttpServletRequest request, Model model) {
        audit.record(actor, "access.readAudit", null, null, request.getQueryString());
        model.addAttribute("list", lists.audit(pages.of(request)).page(list));
        model.addAttribute(
                "chain",
                sealing.head()
                        .map(h -> new Chain(h.link(), HexFormat.of().formatHex(h.hash()), sealing.waiting()))
                        .orElseGet(() -> new Chain(0, null, sealing.waiting())));
        return "access/audit";
    }

    @Allowed(Right.READ_AUDIT)
    @GetMapping("/audit.xlsx")
    void auditExcel(ListRequest list, Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        audit.record(actor, "access.exportAudit", null, null, request.getQueryString());
        ListExport.send(lists.audit(pages.of(request)), list, pages.of(request), response);
    }

    @Allowed(Right.READ_AUDIT)
    @PostMapping("/audit/check")
    @Transactional
    public String check(Actor actor) {
        audit.record(actor, "access.verifyAudit", null, null, null);
        return "redirect:/jobs/"
                + jobs.start(AuditCheckJob.KIND, forms.text("access.chain.checking"), Map.of(), actor.accountId());
    }
}
