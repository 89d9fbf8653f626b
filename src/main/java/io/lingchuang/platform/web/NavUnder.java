package io.lingchuang.platform.web;

import java.util.List;

/**
 * Pages that lie outside every address of the side menu and still belong to one of its entries: whoever stands on one sees that entry
 * marked. Declared as a bean by the part that has the pages.
 *
 * @param path where they begin, such as /panels
 * @param items the addresses of the entries, the first that the viewer has is marked
 */
public record NavUnder(String path, List<String> items) {}
