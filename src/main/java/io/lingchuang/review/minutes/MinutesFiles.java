package io.lingchuang.review.minutes;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.review.Panels;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A scan of signed minutes shows all entries: it is for the host alone. */
@Component
class MinutesFiles implements FileGuard {

    static final String KIND = "minutes";

    private final Panels panels;
    private final Calls calls;

    MinutesFiles(Panels panels, Calls calls) {
        this.panels = panels;
        this.calls = calls;
    }

    @Override
    public String ownerKind() {
        return KIND;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        return viewer instanceof Actor actor
                && file.ownerId() != null
                && actor.holds(
                        Right.RUN_PANEL,
                        calls.call(panels.panel(file.ownerId()).callId()).hostNodeId());
    }
}
