package io.lingchuang.platform.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Another process of the product runs on the data folder. */
final class FolderInUse extends IllegalStateException {

    private final Path folder;

    FolderInUse(Path data) {
        super("Lingchuang is already running on " + data.toAbsolutePath().normalize()
                + ". Stop it first, or give another folder with --lingchuang.data=FOLDER.");
        this.folder = data.toAbsolutePath().normalize();
    }

    /** Told in two sentences in the place of what Java would print. */
    static final class Told extends AbstractFailureAnalyzer<FolderInUse> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable whole, FolderInUse cause) {
            return new FailureAnalysis(
                    "Lingchuang is already running on the data folder " + cause.folder + ".",
                    "Stop it first, or give another folder with --lingchuang.data=FOLDER.",
                    cause);
        }
    }
}
