package io.lingchuang.platform.web;

/** Somebody changed the record after this page was opened. */
public class Stale extends Refusal {
    public Stale() {
        super("error.stale");
    }
}
