package io.lingchuang.review.invitations;

import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Recusals;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit or a person that an expert is asked about. What belongs to which entry is not told: names stand once, sorted, and in a blind
 * review without the unit of a person.
 *
 * @param enterprise the unit's place in the tree, where it has one
 * @param people whom the name means: several may bear it
 * @param entries where they appear; never shown
 */
public record Subject(
        Kind kind,
        String name,
        @Nullable String unit,
        @Nullable Long enterprise,
        Set<Recusals.Who> people,
        Set<Long> entries) {

    public enum Kind {
        UNIT,
        PERSON
    }

    /** What ties an expert to a subject. */
    public enum Tie {
        PAST_EMPLOYER(Kind.UNIT),
        KIN(Kind.PERSON),
        MENTOR(Kind.PERSON),
        APPRENTICE(Kind.PERSON),
        COLLABORATOR(Kind.PERSON),
        OTHER(null);

        private final @Nullable Kind of;

        Tie(@Nullable Kind of) {
            this.of = of;
        }

        static List<Tie> of(Kind kind) {
            return Arrays.stream(values())
                    .filter(t -> t.of == null || t.of == kind)
                    .toList();
        }
    }

    /** An expert's word about one subject; OTHER says in the reason what it is. */
    record Word(String key, Tie tie, String reason) {

        void check(Subject subject) {
            if (!Tie.of(subject.kind()).contains(tie)) {
                throw new Refusal("form.choose");
            }
            if (tie == Tie.OTHER && (reason.strip().length() < 2 || reason.length() > 300)) {
                throw Refusal.onField("r_" + key, "review.declaration.otherWhy", subject.label());
            }
        }
    }

    /** The name of its field in the form: the same at each look, and nothing that could be counted. */
    public String key() {
        return UUID.nameUUIDFromBytes((kind + " " + label()).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 13);
    }

    public String label() {
        return unit == null || unit.isEmpty() ? name : name + "（" + unit + "）";
    }

    public List<Tie> ties() {
        return Tie.of(kind);
    }
}
