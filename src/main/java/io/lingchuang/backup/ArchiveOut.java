package io.lingchuang.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive: a zip whose comment is the SHA-256 of all that stands before. It appears under its name only when it is whole;
 * nobody but its owner may read it, because it holds everything the house knows of people.
 */
final class ArchiveOut implements AutoCloseable {

    /** Stands before the hash in the comment, and tells an archive of this house from any other zip. */
    static final String SIGN = "lingchuang backup sha256 ";

    static final int HASH_LENGTH = 64;

    interface Content {
        void write(OutputStream out) throws Exception;
    }

    private final Path file;
    private final Path part;
    private final ZipOutputStream zip;
    private boolean whole;

    ArchiveOut(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        if (Files.exists(this.file)) {
            throw Words.refuse("backup.exists", file);
        }
        this.part = this.file.resolveSibling(this.file.getFileName() + ".part");
        Files.deleteIfExists(part);
        if (Files.getFileStore(this.file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(part);
        }
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16));
        zip.setLevel(Deflater.BEST_SPEED); // a night's backup is better done soon than small
        zip.setComment(SIGN + "0".repeat(HASH_LENGTH));
    }

    /** @return what was written */
    Hash add(String entry, Content content) throws Exception {
        Hash hash = new Hash();
        zip.putNextEntry(new ZipEntry(entry));
        content.write(hash.into(zip));
        zip.closeEntry();
        return hash;
    }

    /** Puts the hash under it all, and the name to it. */
    void finish() throws IOException {
        zip.close();
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long body = channel.size() - HASH_LENGTH;
            String hash;
            try (InputStream in = Files.newInputStream(part)) {
                hash = new Hash().of(in, body).hex();
            }
            ByteBuffer bytes = ByteBuffer.wrap(hash.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes, body + bytes.position());
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        whole = true;
    }

    @Override
    public void close() throws IOException {
        if (!whole) {
            try {
                zip.close();
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }
}
