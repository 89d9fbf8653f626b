package io.lingchuang.review.pool;

import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tie as it is typed, by the keeper or by the expert. */
record TieForm(
        @Nullable String tieKind,
        @Nullable String tieName,
        @Nullable String tieUnit,
        @Nullable String tieUntil) {

    private Optional<Tie.Kind> kind() {
        return Arrays.stream(Tie.Kind.values())
                .filter(k -> k.name().equals(tieKind))
                .findFirst();
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    private @Nullable LocalDate until() {
        try {
            return text(tieUntil).isEmpty() ? null : LocalDate.parse(text(tieUntil));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Says everything that is wrong beside its field. */
    void reject(Form form, Forms forms) {
        if (kind().isEmpty()) {
            form.reject("tieKind", forms.text("form.choose"));
        }
        if (!text(tieUntil).isEmpty() && until() == null) {
            form.reject("tieUntil", forms.text("review.pool.dayForm"));
        }
        for (Refusal fault : Ties.faults(said())) {
            form.reject(fault.field(), forms.text(fault));
        }
    }

    Tie.Said said() {
        return new Tie.Said(kind().orElse(Tie.Kind.COLLABORATOR), text(tieName), text(tieUnit), until());
    }
}
