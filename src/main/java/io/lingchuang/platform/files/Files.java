package io.lingchuang.platform.files;

import static io.lingchuang.db.platform.Tables.FILE;

import io.lingchuang.platform.text.Sha256;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes files in, checks them, and keeps them in the data folder under their hash: the same bytes are kept once. */
@Service
public class Files {

    private final DSLContext dsl;
    private final Path folder;
    private final Unsettled unsettled;

    public Files(DSLContext dsl, @Value("${lingchuang.data:./data}") Path data) {
        this.dsl = dsl;
        this.folder = data.resolve("files");
        this.unsettled = new Unsettled(folder, hash -> dsl.fetchExists(FILE, FILE.SHA256.eq(hash)));
    }

    /**
     * Takes one in.
     *
     * @throws Refusal empty, too large, or not of a type the rule takes; nothing is kept then
     */
    public StoredFile store(
            InputStream in,
            @Nullable String name,
            String ownerKind,
            @Nullable Long ownerId,
            @Nullable Long accountId,
            FileRule rule) {
        try {
            java.nio.file.Files.createDirectories(folder);
            Path temporary = java.nio.file.Files.createTempFile(folder, "incoming", ".tmp");
            try {
                String hash = copy(in, clean(name), temporary, rule);
                String type = FileType.of(temporary);
                if (!rule.types().contains(type)) {
                    throw new Refusal(
                            "files.type", clean(name), type, new DefaultMessageSourceResolvable(rule.takes()));
                }
                long bytes = java.nio.file.Files.size(temporary);
                return keep(
                        temporary, hash, () -> insert(clean(name), type, bytes, hash, ownerKind, ownerId, accountId));
            } finally {
                java.nio.file.Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredFile keep(Path temporary, String hash, Supplier<StoredFile> row) throws IOException {
        boolean known = false;
        unsettled.coming(hash);
        try {
            Path place = unsettled.place(hash);
            java.nio.file.Files.createDirectories(place.getParent());
            java.nio.file.Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            StoredFile stored = row.get();
            known = true;
            return stored;
        } finally {
            unsettled.ended(hash, known);
        }
    }

    private static String copy(InputStream in, String name, Path to, FileRule rule) throws IOException {
        MessageDigest digest = Sha256.digest();
        long total = 0;
        byte[] buffer = new byte[64 * 1024];
        try (OutputStream out = java.nio.file.Files.newOutputStream(to)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > rule.maxBytes()) {
                    throw new Refusal("files.large", rule.maxBytes() / 1024 / 1024, name);
                }
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        if (total == 0) {
            throw new Refusal("files.empty", name);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private StoredFile insert(
            String name,
            String type,
            long bytes,
            String hash,
            String ownerKind,
            @Nullable Long ownerId,
            @Nullable Long accountId) {
        return dsl.insertInto(FILE)
                .set(FILE.NAME, name)
                .set(FILE.MEDIA_TYPE, type)
                .set(FILE.BYTES, bytes)
                .set(FILE.SHA256, hash)
                .set(FILE.OWNER_KIND, ownerKind)
                .set(FILE.OWNER_ID, ownerId)
                .set(FILE.UPLOADED_BY, accountId)
                .returning()
                .fetchSingle(Files::stored);
    }

    public void assign(UUID id, String ownerKind, long ownerId) {
        dsl.update(FILE)
                .set(FILE.OWNER_KIND, ownerKind)
                .set(FILE.OWNER_ID, ownerId)
                .where(FILE.ID.eq(id))
                .execute();
    }

    /** Takes one out for good, which nothing refers to any more. Its bytes go when the transaction stands, unless another file has the same. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(UUID id) {
        StoredFile file = file(id);
        try {
            unsettled.going(file.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dsl.deleteFrom(FILE).where(FILE.ID.eq(id)).execute();
    }

    /**
     * Takes away what a kill left: bytes whose transaction never stood, and those that should have gone with one that did.
     *
     * @param before by the machine's clock; what is younger may belong to work under way
     * @return how many went
     */
    public int clearLeftOver(Instant before) {
        try {
            return unsettled.settle(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<StoredFile> find(UUID id) {
        return dsl.selectFrom(FILE).where(FILE.ID.eq(id)).fetchOptional(Files::stored);
    }

    /** Many at once. */
    public Map<UUID, StoredFile> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : dsl.selectFrom(FILE)
                        .where(FILE.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                        .fetchMap(FILE.ID, Files::stored);
    }

    public StoredFile file(UUID id) {
        return find(id).orElseThrow(NotFound::new);
    }

    public InputStream open(StoredFile file) {
        try {
            return java.nio.file.Files.newInputStream(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path(StoredFile file) {
        return unsettled.place(file.sha256());
    }

    /** A name for people: no path, no control or direction characters, at most 120 of them. */
    private static String clean(@Nullable String name) {
        String last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String shown = last.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*]", "").strip();
        return shown.isEmpty() ? "file" : shown.substring(Math.max(0, shown.length() - 120));
    }

    static StoredFile stored(Record f) {
        return new StoredFile(
                f.get(FILE.ID),
                f.get(FILE.NAME),
                f.get(FILE.MEDIA_TYPE),
                f.get(FILE.BYTES),
                f.get(FILE.SHA256),
                f.get(FILE.OWNER_KIND),
                f.get(FILE.OWNER_ID),
                f.get(FILE.UPLOADED_BY));
    }
}
