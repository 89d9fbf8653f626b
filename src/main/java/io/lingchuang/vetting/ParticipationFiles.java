package io.lingchuang.vetting;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Proofs of participation: for the unit and the unions above it. The owner is the unit's node. */
@Component
class ParticipationFiles implements FileGuard {

    static final String KIND = "participation";

    private final Tree tree;

    ParticipationFiles(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String ownerKind() {
        return KIND;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        return viewer instanceof Actor actor
                && file.ownerId() != null
                && actor.reaches(Right.FOLLOW, tree.node(file.ownerId()));
    }
}
