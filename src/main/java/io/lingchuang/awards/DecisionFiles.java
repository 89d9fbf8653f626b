package io.lingchuang.awards;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Minutes of a decision are for those who may see the decision. */
@Component
class DecisionFiles implements FileGuard {

    private final Decisions decisions;

    DecisionFiles(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public String ownerKind() {
        return Decisions.FILES;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (!(viewer instanceof Actor actor) || file.ownerId() == null) {
            return false;
        }
        try {
            decisions.decision(actor, file.ownerId());
            return true;
        } catch (NotFound hidden) {
            return false;
        }
    }
}
