package io.lingchuang.services.alliance;

/** A joint project 联合项目: RUNNING → DONE or STOPPED, with what came of it. */
public enum ProjectState {
    RUNNING,
    DONE,
    STOPPED;

    public boolean mayBecome(ProjectState next) {
        return this == RUNNING && next != RUNNING;
    }
}
