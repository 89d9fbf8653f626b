package io.lingchuang.access;

import io.lingchuang.platform.web.Everyone;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class SignInPages {

    @Everyone
    @GetMapping("/sign-in")
    String signIn(HttpServletRequest request, Model model) {
        model.addAttribute("wrong", request.getParameter("wrong") != null);
        model.addAttribute("locked", request.getParameter("locked") != null);
        return "access/sign-in";
    }
}
