package io.lingchuang.platform.jobs;

import java.util.UUID;

/** How a job says how far it is; seen at once by whoever looks at its page. */
public interface Progress {
    void total(int steps);

    void done(int steps);

    /** What was taken and what was not, in words. */
    void report(String text);

    void resultFile(UUID file);
}
