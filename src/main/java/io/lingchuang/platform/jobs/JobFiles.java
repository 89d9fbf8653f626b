package io.lingchuang.platform.jobs;

import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The file a job made is for whoever started the job: store it with owner kind "job" and the job's id. */
@Component
class JobFiles implements FileGuard {

    private final Jobs jobs;

    JobFiles(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public String ownerKind() {
        return "job";
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (viewer == null || file.ownerId() == null) {
            return false;
        }
        Long starter = jobs.job(file.ownerId()).accountId();
        return starter != null && starter == viewer.accountId();
    }
}
