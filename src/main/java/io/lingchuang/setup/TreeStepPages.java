package io.lingchuang.setup;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Founding;
import io.lingchuang.directory.EnterpriseImports;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.sheets.SheetImport;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The third step: the tree below the federation, typed or pasted, and enterprises from a sheet; or later, on the usual pages. */
@Controller
class TreeStepPages {

    private static final String HERE = "redirect:/setup/3";
    private static final String SHEET = "/setup/enterprises";

    private final Setup setup;
    private final Below below;
    private final Founding founding;
    private final EnterpriseImports imports;
    private final Forms forms;

    TreeStepPages(Setup setup, Below below, Founding founding, EnterpriseImports imports, Forms forms) {
        this.setup = setup;
        this.below = below;
        this.founding = founding;
        this.imports = imports;
        this.forms = forms;
    }

    @Everyone
    @GetMapping("/setup/3")
    String tree(Model model) {
        model.addAttribute("form", Form.empty());
        return show(model);
    }

    private String show(Model model) {
        Actor founder = founding.founder();
        model.addAttribute("units", below.units());
        model.addAttribute("preview", imports.preview(founder));
        return SetupPages.show(setup, SetupStep.TREE, "setup/tree", model);
    }

    @Everyone
    @PostMapping("/setup/units")
    String add(
            @RequestParam(name = "COUNTY", defaultValue = "") String counties,
            @RequestParam(name = "INDUSTRY", defaultValue = "") String industries,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    forms.flash("setup.unitsAdded", below.add(counties, industries));
                    return "/setup/3";
                },
                () -> show(model));
    }

    @Everyone
    @PostMapping("/setup/units/{id}/remove")
    String remove(@PathVariable long id, Model model) {
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    below.remove(id);
                    return "/setup/3";
                },
                () -> show(model));
    }

    @Everyone
    @PostMapping(SHEET)
    String take(@RequestParam(required = false) @Nullable MultipartFile file, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    imports.take(founding.founder(), file);
                    return "/setup/3";
                },
                () -> show(model));
    }

    @Everyone
    @GetMapping(SHEET + "/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        ListExport.attachment(response, forms.text("directory.sheet.template") + ".xlsx", FileRule.XLSX);
        imports.template(response.getOutputStream());
    }

    @Everyone
    @GetMapping(SHEET + "/{id}/errors.xlsx")
    void errors(@PathVariable long id, HttpServletResponse response) throws IOException {
        SheetImport sheet = imports.one(founding.founder(), id);
        ListExport.attachment(
                response,
                forms.text("sheet.errorsOf", sheet.fileName().replaceFirst("\\.xlsx$", "")) + ".xlsx",
                FileRule.XLSX);
        imports.errors(founding.founder(), id, response.getOutputStream());
    }

    @Everyone
    @PostMapping(SHEET + "/{id}/apply")
    String apply(@PathVariable long id) {
        imports.apply(founding.founder(), id);
        return HERE;
    }

    @Everyone
    @PostMapping(SHEET + "/{id}/discard")
    String discard(@PathVariable long id) {
        imports.discard(founding.founder(), id);
        return HERE;
    }

    /** Done, or left for later. */
    @Everyone
    @PostMapping("/setup/3")
    String goOn() {
        setup.leaveTree();
        return "redirect:" + SetupStep.PEOPLE.address();
    }
}
