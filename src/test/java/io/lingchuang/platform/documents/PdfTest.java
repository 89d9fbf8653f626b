package io.lingchuang.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** What stands in a PDF is found, copied and read aloud as it was typed. */
class PdfTest {

    private final Pdf pdf =
            new Pdf(TemplateEngine.createPrecompiled(null, ContentType.Html, null, "gg.jte.generated.precompiled"));

    @Test
    void the_text_of_a_pdf_is_the_text_that_was_typed() throws Exception {
        String typed =
                "陈立新一二人入八儿几力十又口土士大女子小山工己巾干广心戈户手支文斗斤方日月木止比毛氏水火父片牙牛犬玉瓜瓦甘生用田白皮皿目矛矢石示禾穴竹米羊羽老而耳肉自至臼舌舟色虫血行衣见角言谷豆贝赤走足身车辛邑酉采里金长门隹雨青非面革韦音页风飞食首香马骨高鬼鱼鸟鹿麦麻黄黑鼓鼠鼻齐齿龙龟";
        byte[] made = pdf.ofHtml("<html><body style=\"font-family:'Noto Sans SC'\"><p>" + typed
                + "</p><p style=\"font-weight:700\">" + typed + "</p></body></html>");
        try (var document = Loader.loadPDF(made)) {
            String read = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            assertThat(read).isEqualTo(typed + typed);
            for (var name : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(name).isEmbedded())
                        .isTrue();
            }
        }
    }
}
