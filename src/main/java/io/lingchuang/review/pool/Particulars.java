package io.lingchuang.review.pool;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expert's data as their keeper knows it.
 *
 * @param title 职称 or position, may be empty
 * @param loadLimit at most so many entries a panel
 * @param from first day of the term of appointment 聘期, until its last
 * @param phone where they are reached, if not at the phone they sign in with
 */
public record Particulars(
        String name,
        String title,
        String employer,
        @Nullable String group,
        List<String> occupations,
        List<String> industries,
        List<String> tags,
        @Nullable Integer loadLimit,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String phone,
        @Nullable String email) {

    /** Where nothing was typed they are reached as before, unless that is taken off. */
    Particulars reached(Particulars before, boolean off) {
        return new Particulars(
                name,
                title,
                employer,
                group,
                occupations,
                industries,
                tags,
                loadLimit,
                from,
                until,
                phone == null && !off ? before.phone : phone,
                email == null && !off ? before.email : email);
    }
}
