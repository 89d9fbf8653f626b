package io.lingchuang.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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

    /** What a kill within a writing leaves: the beginning of a line. It says no more than a line that was never written. */
    private static final Pattern TORN = Pattern.compile("[0-9]{1,18}( [0-9a-f]{0,64} ?)?");

    static AuditHeads in(Path data) {
        return new AuditHeads(data.resolve("audit"));
    }

    void write(long link, byte[] hash, Instant moment) throws IOException {
        Files.createDirectories(folder);
        String month = moment.atOffset(ZoneOffset.UTC).toString().substring(0, 7);
        Path heads = folder.resolve("heads-" + month + ".txt");
        String line = link + " " + HexFormat.of().formatHex(hash) + " " + moment + "\n";
        String whole = (torn(heads) ? "\n" : "") + line;
        try (FileChannel file = FileChannel.open(heads, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(whole.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        }
    }

    private static boolean torn(Path heads) throws IOException {
        if (Files.notExists(heads) || Files.size(heads) == 0) {
            return false;
        }
        try (FileChannel file = FileChannel.open(heads, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            file.read(last, file.size() - 1);
            return last.get(0) != '\n';
        }
    }

    /** Writes down that by this moment all that was committed is sealed. A kill leaves the one before. */
    void looked(Instant moment) throws IOException {
        Files.createDirectories(folder);
        Path fresh = folder.resolve("looked.new");
        Files.writeString(fresh, moment + "\n");
        Files.move(fresh, folder.resolve("looked.txt"), StandardCopyOption.ATOMIC_MOVE);
    }

    Optional<Instant> looked() throws IOException {
        try {
            return Optional.of(
                    Instant.parse(Files.readString(folder.resolve("looked.txt")).strip()));
        } catch (NoSuchFileException | DateTimeParseException unknown) {
            return Optional.empty();
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
                    if (TORN.matcher(line).matches()) {
                        continue;
                    }
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
