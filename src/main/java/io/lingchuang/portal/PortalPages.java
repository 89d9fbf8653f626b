package io.lingchuang.portal;

import io.lingchuang.access.Tree;
import io.lingchuang.awards.Certificates;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.notices.Notices;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.PublicItem;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What everybody sees without signing in: open calls, notices, decided results, and the check of a certificate. */
@Controller
class PortalPages {

    private final Calls calls;
    private final Notices notices;
    private final Results results;
    private final Certificates certificates;
    private final Tree tree;
    private final Today today;
    private final Pages pages;
    private final Throttle checking;

    PortalPages(
            Calls calls,
            Notices notices,
            Results results,
            Certificates certificates,
            Tree tree,
            Today today,
            Pages pages,
            Clock clock) {
        this.calls = calls;
        this.notices = notices;
        this.results = results;
        this.certificates = certificates;
        this.tree = tree;
        this.today = today;
        this.pages = pages;
        this.checking = new Throttle(clock, 60, Duration.ofMinutes(10));
    }

    @Bean
    static PublicItem homeOpen() {
        return new PublicItem("portal.home", "/", 1);
    }

    @Bean
    static PublicItem noticesOpen() {
        return new PublicItem("notices.public", "/notices", 20);
    }

    @Bean
    static PublicItem resultsOpen() {
        return new PublicItem("portal.results", "/results", 30);
    }

    @Bean
    static PublicItem verifyOpen() {
        return new PublicItem("portal.verify", "/verify", 90);
    }

    @Everyone
    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("open", openCalls());
        model.addAttribute("notices", notices.running());
        model.addAttribute("decisions", results.latest(5));
        model.addAttribute("organ", tree.cityName());
        return "portal/home";
    }

    private List<Call> openCalls() {
        return calls.published().stream().filter(c -> c.open(today.now())).toList();
    }

    @Everyone
    @Limited(times = 100, misses = true)
    @GetMapping("/open/{id}")
    String call(@PathVariable long id, Model model) {
        Call call = calls.call(id);
        if (call.state() != Call.State.PUBLISHED && call.state() != Call.State.CLOSED) {
            throw new NotFound(); // a draft is its host's own business
        }
        model.addAttribute("call", call);
        model.addAttribute("open", call.open(today.now()));
        model.addAttribute("organ", tree.node(call.hostNodeId()).name());
        return "portal/call";
    }

    /** Asks for sign-in and comes back to the call. */
    @SignedIn
    @GetMapping("/open/{id}/begin")
    String begin(@PathVariable long id) {
        return "redirect:/open/" + id;
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/results")
    String decisions(HttpServletRequest request, Model model) {
        model.addAttribute("list", results.decisions().page(ListRequest.of(request)));
        model.addAttribute("organ", tree.cityName());
        return "portal/results";
    }

    @Everyone
    @Limited(times = 300)
    @GetMapping("/results.xlsx")
    void decisionsAsExcel(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ListExport.send(results.decisions(), ListRequest.of(request), pages.of(request), response);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/results/{id}")
    String result(@PathVariable long id, HttpServletRequest request, Model model) {
        model.addAttribute("decision", results.decision(id));
        model.addAttribute("list", results.awards(id).page(ListRequest.of(request)));
        model.addAttribute("organ", tree.cityName());
        return "portal/result";
    }

    @Everyone
    @Limited(times = 300)
    @GetMapping("/results/{id}.xlsx")
    void resultAsExcel(@PathVariable long id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        results.decision(id);
        ListExport.send(results.awards(id), ListRequest.of(request), pages.of(request), response);
    }

    /** As typed into the form: it stays in the query, for in a path not every character may stand. */
    @Everyone
    @GetMapping("/verify")
    String ask(@RequestParam(defaultValue = "") String number, HttpServletRequest request, Model model) {
        if (number.isBlank()) {
            model.addAttribute("organ", tree.cityName());
            return "portal/verify";
        }
        return verify(number.strip(), request, model);
    }

    /** A number says only that it stands and whose it is: everything on the answer is printed on the paper too. */
    @Everyone
    @GetMapping("/verify/{number}")
    String verify(@PathVariable String number, HttpServletRequest request, Model model) {
        if (!checking.allows(request.getRemoteAddr())) {
            throw new Refusal("portal.tooOften");
        }
        model.addAttribute("number", number);
        model.addAttribute("certificate", certificates.check(number).orElse(null));
        model.addAttribute("organ", tree.cityName());
        return "portal/verified";
    }
}
