package io.lingchuang.platform.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The text of a PDF as people type it. The font draws the radical ⽴ and the character 立 by one glyph, and a PDF made of it names
 * the radical: a name in it could be neither found nor copied. Here every radical that shares its glyph with a character becomes
 * that character, in the maps from glyphs to text.
 */
final class ReadableText {

    private static final int RADICALS = 0x2E80;
    private static final int RADICALS_END = 0x4DBF; // strokes and rare forms with them
    private static final int CHARACTERS = 0x4E00;
    private static final int CHARACTERS_END = 0x9FFF;
    /** A line of such a map: the glyphs from the first to the second stand for the text from the third on. */
    private static final Pattern RANGE = Pattern.compile("<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>");

    private final Map<Integer, Integer> characters = new HashMap<>();

    ReadableText(InputStream font) {
        try (TrueTypeFont ttf = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
            CmapLookup glyphs = ttf.getUnicodeCmapLookup();
            for (int radical = RADICALS; radical <= RADICALS_END; radical++) {
                int glyph = glyphs.getGlyphId(radical);
                var codes = glyph == 0 ? null : glyphs.getCharCodes(glyph);
                if (codes != null) {
                    int from = radical;
                    codes.stream()
                            .filter(c -> c >= CHARACTERS && c <= CHARACTERS_END)
                            .findFirst()
                            .ifPresent(c -> characters.put(from, c));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] mended(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (COSObject object : document.getDocument().getObjectsByType(COSName.FONT)) {
                if (object.getObject() instanceof COSDictionary font
                        && font.getDictionaryObject(COSName.TO_UNICODE) instanceof COSStream map) {
                    mend(map);
                }
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private void mend(COSStream map) throws IOException {
        String before;
        try (InputStream in = map.createInputStream()) {
            before = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        String after = RANGE.matcher(before).replaceAll(this::readable);
        if (!after.equals(before)) {
            try (OutputStream out = map.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(after.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private String readable(MatchResult range) {
        int first = Integer.parseInt(range.group(1), 16);
        int last = Integer.parseInt(range.group(2), 16);
        int text = Integer.parseInt(range.group(3), 16);
        if (text > RADICALS_END || text + last - first < RADICALS) {
            return range.group();
        }
        return IntStream.rangeClosed(text, text + last - first)
                .mapToObj(c -> "<%04X>".formatted(characters.getOrDefault(c, c)))
                .collect(Collectors.joining(" ", "<%04X> <%04X> [".formatted(first, last), "]"));
    }
}
