package io.lingchuang.entries;

import io.lingchuang.access.Node;
import org.jspecify.annotations.Nullable;

/** Whose entry it is, with what the records know and the form never asks: employer, ownership, front line, honours. */
public record Applicant(
        long personId,
        String name,
        @Nullable Long accountId,
        Node unit,
        @Nullable String ownership,
        boolean frontLine,
        boolean unitHead,
        @Nullable String honourLevel) {}
