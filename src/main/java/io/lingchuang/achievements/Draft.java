package io.lingchuang.achievements;

import java.time.LocalDate;
import java.util.List;

/** An achievement as somebody files it. nodeId: the unit where it came to be; makers: the first one first. */
public record Draft(String title, String summary, long nodeId, LocalDate finishedOn, List<Maker> makers) {}
