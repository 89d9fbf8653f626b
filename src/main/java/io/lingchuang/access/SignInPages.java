package io.lingchuang.access;

import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sign-in by password or by a code sent to the phone. */
@Controller
class SignInPages {

    private final SignIn signIn;
    private final SignInCodes codes;
    private final LastSignIn last;
    private final Forms forms;
    private final Throttle sending;
    private final Throttle trying;

    SignInPages(SignIn signIn, SignInCodes codes, LastSignIn last, Forms forms, Clock clock) {
        this.signIn = signIn;
        this.codes = codes;
        this.last = last;
        this.forms = forms;
        this.sending = new Throttle(clock, 10, Duration.ofMinutes(10));
        this.trying = new Throttle(clock, 30, Duration.ofMinutes(10));
    }

    @Everyone
    @GetMapping("/sign-in")
    String signIn(HttpServletRequest request, Model model) {
        model.addAttribute("wrong", request.getParameter("wrong") != null);
        model.addAttribute("again", request.getParameter("again") != null);
        model.addAttribute("wait", request.getParameter("wait") != null);
        model.addAttribute("locked", request.getParameter("locked") != null);
        return "access/sign-in";
    }

    @Everyone
    @GetMapping("/sign-in/code")
    String code(Model model) {
        model.addAttribute("form", Form.empty());
        model.addAttribute("sent", false);
        return "access/sign-in-code";
    }

    @Everyone
    @PostMapping("/sign-in/code")
    String send(
            @RequestParam(defaultValue = "") String phone,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Form form = forms.typed();
        boolean sent = false;
        if (!phone.strip().matches("1\\d{10}")) {
            form.reject("phone", forms.text("access.phoneShape"));
            response.setStatus(422);
        } else if (!sending.allows(request.getRemoteAddr())) {
            throw new Refusal("access.tooOften");
        } else {
            codes.send(phone.strip());
            sent = true;
        }
        model.addAttribute("form", form);
        model.addAttribute("sent", sent);
        return "access/sign-in-code";
    }

    @Everyone
    @PostMapping("/sign-in/code/enter")
    String enter(
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!trying.allows(request.getRemoteAddr())) {
            throw new Refusal("access.tooOften");
        }
        var account = codes.open(phone.strip(), code.strip());
        if (account.isEmpty()) {
            Form form = forms.typed();
            form.reject("code", forms.text("access.codeWrong"));
            model.addAttribute("form", form);
            model.addAttribute("sent", true);
            response.setStatus(422);
            return "access/sign-in-code";
        }
        long id = account.get();
        SavedRequest wanted = new HttpSessionRequestCache().getRequest(request, response);
        last.tell(signIn.enter(id, request, response), request);
        return "redirect:" + (wanted == null ? "/desk" : wanted.getRedirectUrl());
    }
}
