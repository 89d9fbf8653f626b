package io.lingchuang.review;

import java.util.List;

/**
 * A sheet before it is handed in.
 *
 * @param missing names of the criteria without points; empty when it is whole
 */
public record ReadySheet(Scoring.Sheet sheet, List<String> missing) {}
