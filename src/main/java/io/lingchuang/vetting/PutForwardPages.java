package io.lingchuang.vetting;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Putting entries forward: choose from the list, see what would be put forward, name the letter; and take back with a reason. */
@Controller
public class PutForwardPages {

    private static final int MOST = 1000;

    private final PutForward forward;
    private final PutForwardLists lists;
    private final Tree tree;
    private final Today today;
    private final Forms forms;
    private final Pages pages;

    PutForwardPages(PutForward forward, PutForwardLists lists, Tree tree, Today today, Forms forms, Pages pages) {
        this.forward = forward;
        this.lists = lists;
        this.tree = tree;
        this.today = today;
        this.forms = forms;
        this.pages = pages;
    }

    @Bean
    static CallPanel putForwardPanel() {
        return CallPanel.ofHost("forward.title", "/calls/%d/put-forward", 80, PutForward.RIGHT);
    }

    @Allowed(Right.PREPARE_NOTICE)
    @GetMapping("/calls/{id}/put-forward")
    String list(@PathVariable long id, Actor actor, ListRequest request, HttpServletRequest http, Model model) {
        Call call = forward.call(actor, id);
        model.addAttribute("call", call);
        model.addAttribute("list", lists.of(call, pages.of(http)).page(request));
        return "vetting/put-forward";
    }

    @Allowed(Right.PREPARE_NOTICE)
    @GetMapping("/calls/{id}/put-forward.xlsx")
    void excel(
            @PathVariable long id,
            Actor actor,
            ListRequest request,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Page page = pages.of(http);
        ListExport.send(lists.of(forward.call(actor, id), page), request, page, response);
    }

    /** What the province wants: a numbered sheet of what stands, under the call's name, in Chinese. */
    @Allowed(Right.PREPARE_NOTICE)
    @GetMapping("/calls/{id}/put-forward/sheet.xlsx")
    void sheet(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Call call = forward.call(actor, id);
        ListExport.attachment(response, "报送汇总表 " + call.title() + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), "报送汇总表", excel -> {
            excel.row(List.of(tree.node(call.hostNodeId()).name() + " 报送汇总表：" + call.title()));
            excel.header(List.of("序号", "申报编号", "项目名称", "类别", "申报单位", "完成人", "经济效益", "市级等次", "报送文号", "报送日期"));
            AtomicInteger n = new AtomicInteger();
            var standing = new ListRequest(java.util.Map.of("standing", new String[] {"yes"}));
            lists.of(call, pages.of(http))
                    .each(
                            standing,
                            r -> excel.row(Arrays.asList(
                                    n.incrementAndGet(),
                                    r.number(),
                                    r.title(),
                                    r.category(),
                                    r.unit(),
                                    r.completers(),
                                    r.benefit(),
                                    r.tier(),
                                    r.document(),
                                    r.sentOn())));
        });
    }

    /** Of those ticked, or of all that the list's filter finds. */
    @Allowed(Right.PREPARE_NOTICE)
    @PostMapping("/calls/{id}/put-forward/preview")
    String preview(
            @PathVariable long id,
            @RequestParam(name = "id", defaultValue = "") List<Long> ids,
            @RequestParam(defaultValue = "false") boolean all,
            Actor actor,
            ListRequest request,
            HttpServletRequest http,
            Model model) {
        Call call = forward.call(actor, id);
        List<Long> chosen = new ArrayList<>(ids.stream().limit(MOST).toList());
        if (all) {
            chosen.clear();
            lists.of(call, pages.of(http)).each(request, r -> {
                if (chosen.size() < MOST) {
                    chosen.add(r.id());
                }
            });
        }
        model.addAttribute(
                "form",
                Form.empty()
                        .put("organ", tree.above())
                        .put("day", today.today())
                        .put("entry", chosen));
        return page(call, chosen, actor, model);
    }

    private String page(Call call, List<Long> chosen, Actor actor, Model model) {
        model.addAttribute("call", call);
        model.addAttribute("planned", forward.plan(actor, call.id(), chosen));
        return "vetting/put-forward-letter";
    }

    @Allowed(Right.PREPARE_NOTICE)
    @PostMapping("/calls/{id}/put-forward")
    String send(
            @PathVariable long id,
            @RequestParam(name = "entry", defaultValue = "") List<Long> entries,
            @RequestParam(defaultValue = "") String organ,
            @RequestParam(defaultValue = "") String document,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,
            Actor actor,
            Model model) {
        Call call = forward.call(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    var letter = new PutForward.Letter(organ.strip(), document.strip(), day);
                    forms.flash("forward.done", forward.send(actor, id, few(entries), letter), organ.strip());
                    return "/calls/" + id + "/put-forward?standing=yes";
                },
                () -> page(call, few(entries), actor, model));
    }

    @Allowed(Right.PREPARE_NOTICE)
    @PostMapping("/calls/{id}/put-forward/back")
    String takeBack(
            @PathVariable long id,
            @RequestParam(name = "entry", defaultValue = "") List<Long> entries,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        Call call = forward.call(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    forms.flash("forward.takenBack", forward.takeBack(actor, id, few(entries), reason));
                    return "/calls/" + id + "/put-forward?standing=back";
                },
                () -> page(call, few(entries), actor, model));
    }

    private static List<Long> few(List<Long> entries) {
        return entries.stream().limit(MOST).toList();
    }
}
