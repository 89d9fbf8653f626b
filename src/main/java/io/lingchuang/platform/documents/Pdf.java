package io.lingchuang.platform.documents;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** PDF from XHTML templates, with the Chinese font that comes with the product embedded as far as it is used. */
@Component
public class Pdf {

    public static final String FONT = "Noto Sans SC";

    private final TemplateEngine templates;
    private final ReadableText text = new ReadableText(font("NotoSansSC_400Regular.ttf"));

    public Pdf(TemplateEngine templates) {
        this.templates = templates;
    }

    /** @param template a JTE template of well-formed XHTML; wants font-family "Noto Sans SC" */
    public byte[] render(String template, Map<String, Object> model) {
        var html = new StringOutput();
        templates.render(template, model, html);
        return ofHtml(html.toString());
    }

    public byte[] ofHtml(String html) {
        var out = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFont(() -> font("NotoSansSC_400Regular.ttf"), FONT, 400, FontStyle.NORMAL, true)
                    .useFont(() -> font("NotoSansSC_700Bold.ttf"), FONT, 700, FontStyle.NORMAL, true)
                    .withHtmlContent(html, null)
                    .toStream(out)
                    .run();
            return text.mended(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream font(String name) {
        return java.util.Objects.requireNonNull(Pdf.class.getResourceAsStream("/fonts/" + name), name);
    }
}
