package io.lingchuang.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An archive that was read through once before anything is done with it: each byte of it is as it was written. */
final class ArchiveIn implements AutoCloseable {

    private final ZipFile zip;
    private final Manifest manifest;

    private ArchiveIn(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /** @throws IllegalStateException it is damaged, cut short, of another kind, or of a later form than this program reads */
    static ArchiveIn open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Words.refuse("restore.noFile", file);
        }
        if (!sealed(file)) {
            throw Words.refuse("restore.damaged", file);
        }
        ZipFile zip = new ZipFile(file.toFile());
        try {
            Manifest manifest;
            try (InputStream in = stream(zip, Manifest.ENTRY)) {
                manifest = Manifest.read(in.readAllBytes());
            }
            if (manifest.format() != Manifest.FORMAT) {
                throw Words.refuse("restore.newer", file);
            }
            return new ArchiveIn(zip, manifest);
        } catch (IOException | RuntimeException fault) {
            zip.close();
            throw fault;
        }
    }

    private static boolean sealed(Path file) throws IOException {
        byte[] end = new byte[ArchiveOut.SIGN.length() + ArchiveOut.HASH_LENGTH];
        long size = Files.size(file);
        if (size < end.length) {
            return false;
        }
        try (RandomAccessFile last = new RandomAccessFile(file.toFile(), "r");
                InputStream all = Files.newInputStream(file)) {
            last.seek(size - end.length);
            last.readFully(end);
            String hash = new Hash().of(all, size - ArchiveOut.HASH_LENGTH).hex();
            return new String(end, StandardCharsets.ISO_8859_1).equals(ArchiveOut.SIGN + hash);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    InputStream stream(String entry) throws IOException {
        return stream(zip, entry);
    }

    private static InputStream stream(ZipFile zip, String entry) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw Words.refuse("restore.lacks", entry);
        }
        return zip.getInputStream(found);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
