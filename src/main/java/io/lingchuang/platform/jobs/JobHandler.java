package io.lingchuang.platform.jobs;

/** Does one kind of job. After a crash it is run again from its beginning, so it must be repeatable: what is done already stays done once. */
public interface JobHandler {
    String kind();

    void run(Job job, Progress progress) throws Exception;
}
