package io.lingchuang.access;

import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Two of the three administrations, each with its own page: accounts and roles. The third is {@link AuditPages}. */
@Controller
class AdministrationPages {

    private final AccessLists lists;
    private final AccountKeeping keeping;
    private final Grants grants;
    private final Forms forms;
    private final Pages pages;

    AdministrationPages(AccessLists lists, AccountKeeping keeping, Grants grants, Forms forms, Pages pages) {
        this.lists = lists;
        this.keeping = keeping;
        this.grants = grants;
        this.forms = forms;
        this.pages = pages;
    }

    @Bean
    static NavItem accountsNav() {
        return new NavItem("access.accounts", "/accounts", 90, Right.KEEP_ACCOUNTS);
    }

    @Bean
    static NavItem rolesNav() {
        return new NavItem("access.grants", "/roles", 91, Right.GRANT_ROLES);
    }

    @Allowed(Right.KEEP_ACCOUNTS)
    @GetMapping("/accounts")
    String accounts(ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.accounts(pages.of(request)).page(list));
        return "access/accounts";
    }

    @Allowed(Right.KEEP_ACCOUNTS)
    @GetMapping("/accounts.xlsx")
    void accountsExcel(ListRequest list, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ListExport.send(lists.accounts(pages.of(request)), list, pages.of(request), response);
    }

    @Allowed(Right.KEEP_ACCOUNTS)
    @GetMapping("/accounts/new")
    String blank(Model model) {
        model.addAttribute("form", Form.empty());
        return "access/account-new";
    }

    record AccountForm(
            @NotBlank @Size(max = 40) String login,
            @NotBlank @Size(max = 60) String name,
            @Nullable String phone) {}

    /** Shows the password instead of going on: it is nowhere else to be seen. A second press finds the login taken. */
    @Allowed(Right.KEEP_ACCOUNTS)
    @PostMapping("/accounts/new")
    String create(@Valid AccountForm form, BindingResult errors, Actor actor, HttpServletRequest request, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    String phone = form.phone() == null || form.phone().isBlank()
                            ? null
                            : form.phone().strip();
                    return once(request, keeping.create(actor, form.login().strip(), form.name(), phone));
                },
                () -> "access/account-new");
    }

    @Allowed(Right.KEEP_ACCOUNTS)
    @GetMapping("/accounts/{id}")
    String account(@PathVariable long id, HttpServletRequest request, Model model) {
        model.addAttribute("account", lists.account(id));
        model.addAttribute("password", takeOnce(request, id));
        return "access/account-kept";
    }

    @Allowed(Right.KEEP_ACCOUNTS)
    @PostMapping("/accounts/{id}/password")
    String resetPassword(@PathVariable long id, Actor actor, HttpServletRequest request) {
        return "redirect:" + once(request, keeping.resetPassword(actor, id));
    }

    @Allowed(Right.KEEP_ACCOUNTS)
    @PostMapping("/accounts/{id}/active")
    String activate(@PathVariable long id, @RequestParam boolean active, Actor actor) {
        keeping.activate(actor, id, active);
        return "redirect:/accounts/" + id;
    }

    @Allowed(Right.KEEP_ACCOUNTS)
    @PostMapping("/accounts/{id}/unlock")
    String unlock(@PathVariable long id, Actor actor) {
        keeping.unlock(actor, id);
        return "redirect:/accounts/" + id;
    }

    /** A new password is shown on the next page and then forgotten. */
    private static String once(HttpServletRequest request, AccountKeeping.Made made) {
        request.getSession().setAttribute("password-of-" + made.id(), made.password());
        return "/accounts/" + made.id();
    }

    private static @Nullable String takeOnce(HttpServletRequest request, long id) {
        Object password = request.getSession().getAttribute("password-of-" + id);
        request.getSession().removeAttribute("password-of-" + id);
        return (String) password;
    }

    @Allowed(Right.GRANT_ROLES)
    @GetMapping("/roles")
    String roles(ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.grants(pages.of(request)).page(list));
        return "access/roles";
    }

    @Allowed(Right.GRANT_ROLES)
    @GetMapping("/roles.xlsx")
    void rolesExcel(ListRequest list, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ListExport.send(lists.grants(pages.of(request)), list, pages.of(request), response);
    }

    @Allowed(Right.GRANT_ROLES)
    @GetMapping("/roles/new")
    String newRole(Model model) {
        model.addAttribute("form", Form.empty());
        return roleForm(model);
    }

    private String roleForm(Model model) {
        Map<String, String> roles = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            roles.put(role.name(), forms.text("Role." + role));
        }
        model.addAttribute("roles", roles);
        return "access/role-new";
    }

    record GrantForm(
            @NotBlank @Size(max = 60) String login,
            @NotNull Role role,
            @NotBlank @Size(max = 40) String node,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate until) {}

    @Allowed(Right.GRANT_ROLES)
    @PostMapping("/roles/new")
    String grant(@Valid GrantForm form, BindingResult errors, Actor actor, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    grants.grant(actor, form.login(), form.role(), form.node(), form.until());
                    forms.flash("access.granted");
                    return "/roles";
                },
                () -> roleForm(model));
    }

    @Allowed(Right.GRANT_ROLES)
    @GetMapping("/roles/{id}")
    String role(@PathVariable long id, Model model) {
        model.addAttribute("form", Form.empty());
        model.addAttribute("grant", lists.grant(id));
        return "access/role";
    }

    @Allowed(Right.GRANT_ROLES)
    @PostMapping("/roles/{id}/revoke")
    String revoke(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    grants.revoke(actor, id, reason);
                    forms.flash("access.revoked");
                    return "/roles";
                },
                () -> {
                    model.addAttribute("grant", lists.grant(id));
                    return "access/role";
                });
    }
}
