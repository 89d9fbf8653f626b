package io.lingchuang.directory;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.sheets.SheetImport;
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

/** Importing enterprises: hand the sheet in, look at what it would make, make it, take the wrong rows back and mend them. */
@Controller
class EnterpriseImportPages {

    private static final String HOME = "/directory/enterprises/import";

    private final EnterpriseImports imports;
    private final Forms forms;

    EnterpriseImportPages(EnterpriseImports imports, Forms forms) {
        this.imports = imports;
        this.forms = forms;
    }

    @Allowed(Right.KEEP_TREE)
    @GetMapping(HOME)
    String page(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return show(actor, model);
    }

    private String show(Actor actor, Model model) {
        model.addAttribute("preview", imports.preview(actor));
        return "directory/enterprise-import";
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping(HOME)
    String take(Actor actor, @RequestParam(required = false) @Nullable MultipartFile file, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    imports.take(actor, file);
                    return HOME;
                },
                () -> show(actor, model));
    }

    @Allowed(Right.KEEP_TREE)
    @GetMapping(HOME + "/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        ListExport.attachment(response, forms.text("directory.sheet.template") + ".xlsx", FileRule.XLSX);
        imports.template(response.getOutputStream());
    }

    @Allowed(Right.KEEP_TREE)
    @GetMapping(HOME + "/{id}/errors.xlsx")
    void errors(Actor actor, @PathVariable long id, HttpServletResponse response) throws IOException {
        SheetImport sheet = imports.one(actor, id);
        ListExport.attachment(
                response,
                forms.text("sheet.errorsOf", sheet.fileName().replaceFirst("\\.xlsx$", "")) + ".xlsx",
                FileRule.XLSX);
        imports.errors(actor, id, response.getOutputStream());
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping(HOME + "/{id}/apply")
    String apply(Actor actor, @PathVariable long id) {
        imports.apply(actor, id);
        return "redirect:" + HOME;
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping(HOME + "/{id}/discard")
    String discard(Actor actor, @PathVariable long id) {
        imports.discard(actor, id);
        return "redirect:" + HOME;
    }
}
