package io.lingchuang.review.pool;

import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expert's data as typed into the form or into a row of a sheet, and everything that is wrong with it. */
record Typed(
        String name,
        String title,
        String employer,
        String group,
        List<String> occupations,
        List<String> industries,
        List<String> tags,
        String loadLimit,
        String from,
        String until,
        String phone,
        String email) {

    private static final int MOST_FIELDS = 20;

    static Typed of(Form form) {
        return new Typed(
                value(form, "name"),
                value(form, "title"),
                value(form, "employer"),
                value(form, "group"),
                words(form.values("occupation")),
                words(form.values("industry")),
                words(form.values("tag")),
                value(form, "loadLimit"),
                value(form, "from"),
                value(form, "until"),
                value(form, "contactPhone"),
                value(form, "email"));
    }

    /** Without how they are reached, which no page shows whole. */
    static Form form(Particulars p) {
        return Form.empty()
                .put("name", p.name())
                .put("title", p.title())
                .put("employer", p.employer())
                .put("group", p.group())
                .put("occupation", p.occupations())
                .put("industry", p.industries())
                .put("tag", p.tags())
                .put("loadLimit", p.loadLimit())
                .put("from", p.from())
                .put("until", p.until());
    }

    private static String value(Form form, String name) {
        return form.value(name).strip();
    }

    /** Also several in one box, as people write them: 机械、电气. */
    static List<String> words(List<String> typed) {
        return typed.stream()
                .flatMap(t -> Arrays.stream(t.split("[,，、;；\\n]+")))
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .distinct()
                .toList();
    }

    /** Everything at once, each beside its field. */
    List<Refusal> faults(FieldWords.Known known) {
        List<Refusal> faults = new ArrayList<>();
        length(faults, "name", name, 2, 40);
        length(faults, "employer", employer, 2, 80); // recusal stands on it
        length(faults, "title", title, 0, 40);
        length(faults, "group", group, 0, 80);
        fields(faults, "occupation", occupations, known.occupations(), "review.pool.noOccupation");
        fields(faults, "industry", industries, known.industries(), "review.pool.noIndustry");
        fields(faults, "tag", tags, null, "");
        if (!loadLimit.isEmpty() && limit() == null) {
            faults.add(Refusal.onField("loadLimit", "review.pool.limitForm"));
        }
        LocalDate first = day(from);
        LocalDate last = day(until);
        if (!from.isEmpty() && first == null) {
            faults.add(Refusal.onField("from", "review.pool.dayForm"));
        }
        if (!until.isEmpty() && last == null) {
            faults.add(Refusal.onField("until", "review.pool.dayForm"));
        }
        if (first != null && last != null && last.isBefore(first)) {
            faults.add(Refusal.onField("until", "review.pool.termOrder"));
        }
        faults.addAll(contactFaults(phone, email));
        return faults;
    }

    static List<Refusal> contactFaults(String phone, String email) {
        List<Refusal> faults = new ArrayList<>();
        if (!phone.matches("|[0-9 +()-]{6,20}")) {
            faults.add(Refusal.onField("contactPhone", "review.pool.phoneForm"));
        }
        if (!email.matches("|[^@\\s]+@[^@\\s]+") || email.length() > 80) {
            faults.add(Refusal.onField("email", "review.pool.emailForm"));
        }
        return faults;
    }

    private static void length(List<Refusal> faults, String field, String typed, int least, int most) {
        if (typed.length() < least) {
            faults.add(Refusal.onField(field, "form.required"));
        } else if (typed.length() > most) {
            faults.add(Refusal.onField(field, "review.nameTooLong", most));
        }
    }

    private static void fields(
            List<Refusal> faults, String field, List<String> typed, @Nullable Set<String> known, String unknown) {
        List<String> strange = known == null
                ? List.of()
                : typed.stream().filter(w -> !known.contains(w)).toList();
        if (!strange.isEmpty()) {
            faults.add(Refusal.onField(field, unknown, String.join("、", strange)));
        }
        if (typed.size() > MOST_FIELDS || typed.stream().anyMatch(w -> w.length() > 40)) {
            faults.add(Refusal.onField(field, "review.pool.fieldsTooMany", MOST_FIELDS));
        }
    }

    private @Nullable Integer limit() {
        if (!loadLimit.matches("[0-9]{1,3}")) {
            return null;
        }
        int limit = Integer.parseInt(loadLimit);
        return limit < 1 || limit > 500 ? null : limit;
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** What it says; asked only when there is no fault. */
    Particulars particulars() {
        return new Particulars(
                name,
                title,
                employer,
                orNull(group),
                occupations,
                industries,
                tags,
                limit(),
                day(from),
                day(until),
                orNull(phone),
                orNull(email));
    }

    static @Nullable String orNull(String typed) {
        return typed.isBlank() ? null : typed.strip();
    }
}
