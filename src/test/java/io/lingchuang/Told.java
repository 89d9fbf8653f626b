package io.lingchuang;

import java.util.Map;
import java.util.TreeMap;

/** What people were told when they pressed, by what they wanted done: counted, so that a run says how much it tried. */
final class Told {

    /** The answer to one press. */
    enum Answer {
        /** Done, at the first press. */
        DONE,
        /** None came: the product was killed. */
        NO_ANSWER,
        /** 503: try again in a moment. */
        AWAY,
        /** Signed out by the kill, and to sign in first. */
        SIGNED_OUT,
        /** Pressed again: done before, and not twice. */
        FOUND_DONE,
        /** Pressed again: had not been done, and is done now. */
        DONE_THEN,
        /** Pressed again while the first press was still being carried out. */
        UNDER_WAY
    }

    private final Map<String, Map<Answer, Integer>> counts = new TreeMap<>();

    synchronized void count(String what, Answer answer) {
        counts.computeIfAbsent(what, w -> new TreeMap<>()).merge(answer, 1, Integer::sum);
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, answers) ->
                text.append("  ").append(what).append(": ").append(answers).append('\n'));
        return text.toString();
    }
}
