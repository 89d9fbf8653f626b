package io.lingchuang.platform.web;

import java.util.List;

/** A part of the house that may have something waiting for the viewer. */
public interface DeskSource {
    List<DeskCard> cards(Viewer viewer, Page page);
}
