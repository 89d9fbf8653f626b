package io.lingchuang.calls;

import io.lingchuang.platform.web.Refusal;

/**
 * What cannot stand in a part of a call.
 *
 * @param at which of the rows, from 0
 * @param input name of the row's input that is the cause
 */
record Wrong(int at, String input, String key, Object... args) {

    Refusal refusal() {
        return new Refusal(key, args);
    }
}
