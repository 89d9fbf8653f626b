package io.lingchuang.review.pool;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.sheets.SheetImport;
import io.lingchuang.platform.sheets.SheetImports;
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

/** Importing experts: hand the sheet in, look at what it would do, do it, take the wrong rows back and mend them. */
@Controller
class ImportPages {

    private static final String HOME = "/experts/import";

    private final SheetImports imports;
    private final ExpertSheet experts;
    private final ExpertImports use;
    private final Forms forms;

    ImportPages(SheetImports imports, ExpertSheet experts, ExpertImports use, Forms forms) {
        this.imports = imports;
        this.experts = experts;
        this.use = use;
        this.forms = forms;
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping(HOME)
    String page(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return show(actor, model);
    }

    private String show(Actor actor, Model model) {
        model.addAttribute("preview", imports.preview(experts, actor.accountId()));
        return "review/pool/import";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping(HOME)
    String take(Actor actor, @RequestParam(required = false) @Nullable MultipartFile file, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    use.take(actor, file);
                    return HOME;
                },
                () -> show(actor, model));
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping(HOME + "/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        ListExport.attachment(response, forms.text(experts.title()) + ".xlsx", FileRule.XLSX);
        imports.template(experts, response.getOutputStream());
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping(HOME + "/{id}/errors.xlsx")
    void errors(Actor actor, @PathVariable long id, HttpServletResponse response) throws IOException {
        SheetImport sheet = imports.one(experts, actor.accountId(), id);
        ListExport.attachment(
                response,
                forms.text("sheet.errorsOf", sheet.fileName().replaceFirst("\\.xlsx$", "")) + ".xlsx",
                FileRule.XLSX);
        imports.errors(experts, sheet, response.getOutputStream());
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping(HOME + "/{id}/apply")
    String apply(Actor actor, @PathVariable long id) {
        use.apply(actor, id);
        return "redirect:" + HOME;
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping(HOME + "/{id}/discard")
    String discard(Actor actor, @PathVariable long id) {
        use.discard(actor, id);
        return "redirect:" + HOME;
    }
}
