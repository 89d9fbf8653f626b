package clinic;

import jakarta.validation.Valid;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class OwnerPages {

    private final Owners owners;

    OwnerPages(Owners owners) {
        this.owners = owners;
    }

    @GetMapping("/")
    String welcome(Model model) {
        model.addAttribute("owners", owners.findAll(PageRequest.of(0, 5)));
        model.addAttribute("count", owners.count());
        return "welcome";
    }

    @GetMapping("/owners")
    String list(@RequestParam(defaultValue = "") String name, Model model) {
        model.addAttribute("owners", owners.findByNameStartingWith(name, PageRequest.of(0, 20)));
        model.addAttribute("count", owners.count());
        return "welcome";
    }

    @GetMapping("/owners/{id}")
    String one(@PathVariable long id, Model model) {
        model.addAttribute("owner", owners.findById(id).orElseThrow());
        return "owner";
    }

    @PostMapping("/owners")
    String add(@Valid @ModelAttribute("owner") Owner owner, BindingResult errors) {
        return errors.hasErrors()
                ? "redirect:/"
                : "redirect:/owners/" + owners.save(owner).getId();
    }
}
