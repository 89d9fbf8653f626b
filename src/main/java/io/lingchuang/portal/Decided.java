package io.lingchuang.portal;

import java.time.LocalDate;

/** A decision as the public reads it. awards: how many are in force today. */
public record Decided(long id, String call, int year, String document, LocalDate on, int awards) {}
