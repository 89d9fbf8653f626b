package io.lingchuang.review;

import io.lingchuang.calls.Criterion;
import java.util.List;

/** What one expert gave on a panel so far, entry by entry. */
public record OwnTable(String panel, List<Criterion> rubric, List<Scoring.Sheet> sheets) {}
