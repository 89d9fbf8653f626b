package io.lingchuang.review.pool;

import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.review.Tables.EXPERT;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The words that an expert's fields are made of: those that the entries' records use, so that they can meet. */
@Component
public class FieldWords {

    /** Occupations and their categories, and industries, are taken from the directory; tags are free, these are only suggested. */
    public record Known(Set<String> occupations, Set<String> industries, Set<String> tags) {}

    private final DSLContext dsl;

    FieldWords(DSLContext dsl) {
        this.dsl = dsl;
    }

    Known known() {
        Set<String> occupations = new TreeSet<>(dsl.select(OCCUPATION.NAME)
                .from(OCCUPATION)
                .union(DSL.select(OCCUPATION.CATEGORY).from(OCCUPATION))
                .fetch(r -> r.value1()));
        Set<String> industries = new TreeSet<>(
                dsl.selectDistinct(ENTERPRISE.INDUSTRY).from(ENTERPRISE).fetch(ENTERPRISE.INDUSTRY));
        Set<String> tags = new TreeSet<>(dsl.select(CLUSTER.NAME)
                .from(CLUSTER)
                .union(DSL.select(CHAIN.NAME).from(CHAIN))
                .union(DSL.select(CATEGORY.NAME).from(CATEGORY))
                .union(DSL.select(DSL.field("unnest({0})", String.class, EXPERT.TAGS))
                        .from(EXPERT))
                .fetch(r -> r.value1()));
        occupations.removeIf(String::isBlank);
        industries.removeIf(String::isBlank);
        tags.removeIf(String::isBlank);
        return new Known(occupations, industries, tags);
    }

    /** Everything that somebody in the pool knows, for the list's filter. */
    List<String> used() {
        var field = DSL.field("unnest({0})", String.class, EXPERT.FIELDS).as("field");
        return dsl.selectDistinct(field).from(EXPERT).orderBy(field).fetch(r -> r.value1());
    }
}
