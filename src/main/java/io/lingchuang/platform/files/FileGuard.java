package io.lingchuang.platform.files;

import io.lingchuang.platform.web.Viewer;
import org.jspecify.annotations.Nullable;

/** A part of the house that says who may read the files it owns. Without a guard that says yes, a file is not there. */
public interface FileGuard {
    String ownerKind();

    /** @param viewer null: nobody has signed in */
    boolean mayRead(StoredFile file, @Nullable Viewer viewer);

    /** Whoever uploaded a file may always look at it again, unless the part says that they may lose the sight of it. */
    default boolean asksUploaderToo() {
        return false;
    }

    /** Whoever reads by this guard does not learn how the file was named: names of files name people. */
    default boolean hidesName(StoredFile file) {
        return false;
    }
}
