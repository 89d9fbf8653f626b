package io.lingchuang.review.blind;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a PDF says: the text of its pages, what it says of itself, and how many pictures it has.
 *
 * @param read false: it is broken, locked, or longer than is read, so that somebody has to look at it
 */
record AttachmentText(String text, int pictures, boolean read) {

    static final int PAGES = 300;
    static final int CHARACTERS = 500_000;
    private static final int DEPTH = 5; // forms within forms

    private static final Logger log = LoggerFactory.getLogger(AttachmentText.class);

    static AttachmentText ofPdf(Path file) {
        try (PDDocument document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setEndPage(PAGES);
            String text = stripper.getText(document) + "\n" + ofItself(document.getDocumentInformation());
            Set<COSBase> pictures = new HashSet<>();
            int pages = Math.min(PAGES, document.getNumberOfPages());
            for (int p = 0; p < pages; p++) {
                pictures(document.getPage(p).getResources(), pictures, 0);
            }
            boolean all = document.getNumberOfPages() <= PAGES && text.length() <= CHARACTERS;
            return new AttachmentText(storable(text), pictures.size(), all);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            log.info("An attachment cannot be read: {}", broken.toString());
            return new AttachmentText("", 0, false);
        }
    }

    /** Author, title and the like, which any reader shows. */
    private static String ofItself(PDDocumentInformation about) {
        return Stream.of(about.getTitle(), about.getAuthor(), about.getSubject(), about.getKeywords())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    private static void pictures(@Nullable PDResources resources, Set<COSBase> found, int depth) throws IOException {
        if (resources == null || depth > DEPTH) {
            return;
        }
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            if (object instanceof PDImageXObject) {
                found.add(object.getCOSObject());
            } else if (object instanceof PDFormXObject form) {
                pictures(form.getResources(), found, depth + 1);
            }
        }
    }

    private static String storable(String text) {
        String cut = text.length() > CHARACTERS ? text.substring(0, CHARACTERS) : text;
        return io.lingchuang.platform.text.Plain.text(cut);
    }
}
