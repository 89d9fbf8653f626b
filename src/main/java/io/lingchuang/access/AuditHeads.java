package io.lingchuang.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of the audit trail's chain, written beside the database after every sealing: one line with the number of the last link,
 * its hash and the moment, in a file a month below the data folder. Whoever cuts the chain or makes it anew in the database does
 * not find these lines there.
 */
record AuditHeads(Path folder) {

    /** @param hash in hexadecimal digits; empty for a line that is none */
    record Head(long link, String hash, String line) {}

    private static final Pattern LINE = Pattern.compile("([0-9]{1,18}) ([0-9a-f]{64}) \\S+");

    static AuditHeads in(Path data) {
        return new AuditHeads(data.resolve("audit"));
    }

    void write(long link, byte[] hash, Instant moment) throws IOException {
        Files.createDirectories(folder);
        String month = moment.atOffset(ZoneOffset.UTC).toString().substring(0, 7);
        String line = link + " " + HexFormat.of().formatHex(hash) + " " + moment + "\n";
        try (FileChannel file = FileChannel.open(
                folder.resolve("heads-" + month + ".txt"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        }
    }

    /** All of them, in the order they were written. */
    List<Head> read() throws IOException {
        List<Head> heads = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("heads-[0-9-]+\\.txt"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    Matcher m = LINE.matcher(line);
                    heads.add(
                            m.matches()
                                    ? new Head(Long.parseLong(m.group(1)), m.group(2), line)
                                    : new Head(0, "", line));
                }
            }
        } catch (NoSuchFileException none) {
            return List.of(); // nothing was sealed yet, or the folder is of another day
        }
        return heads;
    }
}
