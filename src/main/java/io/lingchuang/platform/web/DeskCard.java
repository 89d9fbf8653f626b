package io.lingchuang.platform.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One thing that waits for somebody today: what, how many, until when, and the one button that leads to it. detail: what the number is made of. */
public record DeskCard(
        String title,
        long count,
        @Nullable LocalDate due,
        String href,
        String button,
        Urgency urgency,
        @Nullable String detail) {

    public enum Urgency {
        LATE,
        SOON,
        CALM
    }

    public static DeskCard of(
            String title, long count, @Nullable LocalDate due, String href, String button, LocalDate today) {
        Urgency urgency = due == null || due.isAfter(today.plusDays(2))
                ? Urgency.CALM
                : due.isBefore(today) ? Urgency.LATE : Urgency.SOON;
        return new DeskCard(title, count, due, href, button, urgency, null);
    }

    public DeskCard detail(String text) {
        return new DeskCard(title, count, due, href, button, urgency, text);
    }
}
