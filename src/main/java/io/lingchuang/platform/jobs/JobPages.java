package io.lingchuang.platform.jobs;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class JobPages {

    private final Jobs jobs;

    JobPages(Jobs jobs) {
        this.jobs = jobs;
    }

    @SignedIn
    @GetMapping("/jobs")
    String mine(Viewer viewer, Model model) {
        model.addAttribute("jobs", jobs.latest(viewer.accountId(), 50));
        return "jobs/list";
    }

    @SignedIn
    @GetMapping("/jobs/{id}")
    String one(@PathVariable long id, Viewer viewer, Model model) {
        Job job = jobs.job(id);
        if (job.accountId() == null || job.accountId() != viewer.accountId()) {
            throw new NotFound();
        }
        model.addAttribute("job", job);
        return "jobs/job";
    }
}
