package io.lingchuang.platform.web;

/** A short word with a colour; the word carries the meaning, the colour only helps. colour: green, red, yellow, blue, gold or secondary. */
public record Badge(String text, String colour) {
    @Override
    public String toString() {
        return text;
    }
}
