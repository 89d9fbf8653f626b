package io.lingchuang.vetting;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Following a call: its entries, and the units that handed in nothing. */
@Controller
class FollowPages {

    private final Calls calls;
    private final Board board;
    private final VettingLists lists;
    private final Accounts accounts;
    private final Messages messages;
    private final Audit audit;
    private final Forms forms;
    private final Pages pages;
    private final Today today;

    FollowPages(
            Calls calls,
            Board board,
            VettingLists lists,
            Accounts accounts,
            Messages messages,
            Audit audit,
            Forms forms,
            Pages pages,
            Today today) {
        this.calls = calls;
        this.board = board;
        this.lists = lists;
        this.accounts = accounts;
        this.messages = messages;
        this.audit = audit;
        this.forms = forms;
        this.pages = pages;
        this.today = today;
    }

    @Bean
    static CallPanel entriesPanel() {
        return CallPanel.ofMany("vetting.entries", "/calls/%d/entries", 11, Right.FOLLOW);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/entries")
    String entries(@PathVariable long id, Actor actor, ListRequest request, HttpServletRequest http, Model model) {
        model.addAttribute("call", calls.running(id));
        model.addAttribute("list", lists.ofCall(actor, id, pages.of(http)).page(request));
        return "vetting/entries";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/entries.xlsx")
    void entriesExcel(
            @PathVariable long id,
            Actor actor,
            ListRequest request,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Page page = pages.of(http);
        calls.running(id);
        ListExport.send(lists.ofCall(actor, id, page), request, page, response);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/silent")
    String silent(@PathVariable long id, Actor actor, ListRequest request, Model model) {
        model.addAttribute("call", calls.running(id));
        model.addAttribute("list", board.silent(actor, id).page(request));
        return "vetting/silent";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/silent.xlsx")
    void silentExcel(
            @PathVariable long id,
            Actor actor,
            ListRequest request,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        calls.running(id);
        ListExport.send(board.silent(actor, id), request, pages.of(http), response);
    }

    /** Reminds the clerks of units that handed in nothing; once a day each. The page before it names the recipients. */
    @Allowed(Right.VET)
    @PostMapping("/calls/{id}/silent/remind")
    String remind(@PathVariable long id, ListRequest request, Actor actor) {
        Call call = calls.running(id);
        int[] sent = new int[2];
        board.silent(actor, id).each(request, unit -> {
            List<Long> clerks = accounts.holders(Right.VET, unit.nodeId());
            if (clerks.isEmpty()) {
                sent[1]++;
            }
            for (long clerk : clerks) {
                if (messages.send(
                        clerk,
                        forms.text("vetting.remindText", call.title()),
                        "",
                        "/calls/" + id,
                        "silent:" + id + ":" + today.today())) {
                    sent[0]++;
                }
            }
        });
        audit.record(actor, "vetting.remind", "call", id, String.valueOf(sent[0]));
        forms.flash("vetting.reminded", sent[0], sent[1]);
        return "redirect:/calls/" + id + "/silent";
    }
}
