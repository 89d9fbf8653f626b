package io.lingchuang.studios.page;

import io.lingchuang.platform.files.FileRule;

/** What a file on a studio's page is: one of its rules, or a photo. */
public enum PageFileKind {
    RULES(FileRule.DOCUMENT),
    PHOTO(FileRule.PHOTO);

    private final FileRule rule;

    PageFileKind(FileRule rule) {
        this.rule = rule;
    }

    public FileRule rule() {
        return rule;
    }
}
