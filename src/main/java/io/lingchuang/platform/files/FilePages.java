package io.lingchuang.platform.files;

import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Hands a file to whom its guard lets; pictures and PDF open in the browser, all else is saved. */
@Controller
class FilePages {

    private final Files files;
    private final List<FileGuard> guards;

    FilePages(Files files, ObjectProvider<FileGuard> guards) {
        this.files = files;
        this.guards = guards.stream().toList();
    }

    @Everyone
    @Limited(times = 100, misses = true)
    @GetMapping("/files/{id}")
    ResponseEntity<Resource> file(@PathVariable UUID id, @Nullable Viewer viewer) {
        StoredFile file = files.file(id);
        boolean own = viewer != null
                && file.uploadedBy() != null
                && file.uploadedBy() == viewer.accountId()
                && guards.stream().noneMatch(g -> g.ownerKind().equals(file.ownerKind()) && g.asksUploaderToo());
        List<FileGuard> letting = own
                ? List.of()
                : guards.stream()
                        .filter(g -> g.ownerKind().equals(file.ownerKind()) && g.mayRead(file, viewer))
                        .toList();
        if (!own && letting.isEmpty()) {
            throw new NotFound();
        }
        boolean named = own || letting.stream().anyMatch(g -> !g.hidesName(file));
        boolean shown = file.image() || file.mediaType().equals("application/pdf");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                                .filename(named ? file.name() : "file" + ending(file.name()), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.noStore()) // many read on one office computer
                .body(new FileSystemResource(files.path(file)));
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }
}
