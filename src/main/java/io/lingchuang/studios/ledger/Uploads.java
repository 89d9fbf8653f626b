package io.lingchuang.studios.ledger;

import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Files as they come in with a form. */
public record Uploads(List<MultipartFile> files) {

    /** Without those of a file box that was left empty. */
    public static Uploads of(@Nullable List<MultipartFile> files) {
        return new Uploads(
                files == null
                        ? List.of()
                        : files.stream().filter(f -> !f.isEmpty() || named(f)).toList());
    }

    private static boolean named(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name != null && !name.isBlank();
    }

    /** Keeps them all or none; what is wrong with one is said beside the box. */
    public List<StoredFile> store(Files store, String field, String kind, long owner, long account, FileRule rule) {
        return files.stream()
                .map(file -> {
                    try (InputStream in = file.getInputStream()) {
                        return store.store(
                                in, file.getOriginalFilename(), kind, owner, account == 0 ? null : account, rule);
                    } catch (Refusal refusal) {
                        throw Refusal.onField(field, refusal.key(), refusal.args());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
