package io.lingchuang.platform.files;

import io.lingchuang.platform.web.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.Tika;

/** What a file is by its content, whatever its name says. A zip is looked into with a limit on what it unfolds to. */
final class FileType {

    static final long UNFOLDED = 300L * 1024 * 1024;
    private static final int RATIO = 200;
    private static final Tika TIKA = new Tika();

    private FileType() {}

    static String of(Path file) throws IOException {
        String type;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            type = TIKA.detect(in); // the bytes alone, never the name
        }
        return type.equals("application/zip") || type.startsWith("application/x-tika-ooxml") ? ooxml(file) : type;
    }

    private static String ooxml(Path file) throws IOException {
        boolean types = false;
        boolean workbook = false;
        long unfolded = 0;
        long limit = Math.min(UNFOLDED, Math.max(1024 * 1024, Files.size(file) * RATIO));
        byte[] buffer = new byte[64 * 1024];
        // Read by its directory: sheets that are written as a stream, ours among them, cannot be read as a stream.
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                types |= entry.getName().equals("[Content_Types].xml");
                workbook |= entry.getName().startsWith("xl/");
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        unfolded += n;
                        if (unfolded > limit) {
                            throw new Refusal("files.bomb");
                        }
                    }
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new Refusal("files.broken");
        }
        return types && workbook ? FileRule.XLSX : "application/zip";
    }
}
