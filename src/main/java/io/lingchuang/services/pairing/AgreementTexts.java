package io.lingchuang.services.pairing;

import static io.lingchuang.db.services.Tables.ARTICLE;
import static io.lingchuang.db.services.Tables.TERM;

import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What an agreement says: the template's articles and promises, and what the two made of them. */
@Component
class AgreementTexts {

    private static final int ARTICLES = 12;
    static final int MOST_ARTICLES = 30;
    static final int MOST_TERMS = 12;

    private final DSLContext dsl;
    private final Wording words;

    AgreementTexts(DSLContext dsl, Wording words) {
        this.dsl = dsl;
        this.words = words;
    }

    /** The standard articles, with a promise of each kind that the programme names; for two years, or until the pairing ends. */
    Agreement.Text template(Pairing pairing, LocalDate day) {
        LocalDate until = day.plusYears(2).minusDays(1);
        if (pairing.untilDay() != null && pairing.untilDay().isBefore(until)) {
            until = pairing.untilDay();
        }
        List<Agreement.Article> articles = IntStream.rangeClosed(1, ARTICLES)
                .mapToObj(i -> new Agreement.Article(
                        words.of("pairing.article." + i),
                        words.of("pairing.article." + i + ".body", pairing.soe(), pairing.partner())))
                .toList();
        List<Agreement.Term> terms = List.of(
                term(Agreement.Promise.COMPETITION, 1),
                term(Agreement.Promise.STUDIO, 2),
                term(Agreement.Promise.PROBLEM, 1));
        return new Agreement.Text(words.of("pairing.agreementTitle"), day, until, "", "", articles, terms);
    }

    private Agreement.Term term(Agreement.Promise kind, int yearly) {
        return new Agreement.Term(0, kind, words.of("pairing.promise." + kind), yearly);
    }

    static void check(Agreement.Text text) {
        length("title", text.title(), 2, 80);
        length("soeLiaison", text.soeLiaison(), 0, 80);
        length("partnerLiaison", text.partnerLiaison(), 0, 80);
        if (text.untilDay().isBefore(text.fromDay())
                || text.untilDay().isAfter(text.fromDay().plusYears(Pairings.LONGEST))) {
            throw Refusal.onField("untilDay", "pairing.untilForm", Pairings.LONGEST);
        }
        if (text.terms().isEmpty() || text.terms().size() > MOST_TERMS) {
            throw Refusal.onField("terms", "pairing.termsForm", MOST_TERMS);
        }
        for (Agreement.Term term : text.terms()) {
            length("terms", term.body(), 2, 300);
            if (term.yearly() < 1 || term.yearly() > 52) {
                throw Refusal.onField("terms", "pairing.yearlyForm");
            }
        }
        if (text.articles().isEmpty() || text.articles().size() > MOST_ARTICLES) {
            throw Refusal.onField("articles", "pairing.articlesForm", MOST_ARTICLES);
        }
        for (Agreement.Article article : text.articles()) {
            length("articles", article.title(), 1, 40);
            length("articles", article.body(), 1, 2000);
        }
    }

    static void length(String field, String typed, int least, int most) {
        int signs = typed.codePointCount(0, typed.length()); // as the database counts
        if (signs < least || signs > most) {
            throw Refusal.onField(field, "pairing.length", least, most);
        }
    }

    void write(long agreement, Agreement.Text text) {
        int position = 1;
        for (Agreement.Article article : text.articles()) {
            dsl.insertInto(ARTICLE)
                    .set(ARTICLE.AGREEMENT_ID, agreement)
                    .set(ARTICLE.POSITION, position++)
                    .set(ARTICLE.TITLE, article.title())
                    .set(ARTICLE.BODY, article.body())
                    .execute();
        }
        position = 1;
        for (Agreement.Term term : text.terms()) {
            dsl.insertInto(TERM)
                    .set(TERM.AGREEMENT_ID, agreement)
                    .set(TERM.POSITION, position++)
                    .set(TERM.KIND, term.kind().name())
                    .set(TERM.BODY, term.body())
                    .set(TERM.YEARLY, term.yearly())
                    .execute();
        }
    }

    List<Agreement.Article> articles(long agreement) {
        return dsl.selectFrom(ARTICLE)
                .where(ARTICLE.AGREEMENT_ID.eq(agreement))
                .orderBy(ARTICLE.POSITION)
                .fetch(a -> new Agreement.Article(a.getTitle(), a.getBody()));
    }

    List<Agreement.Term> terms(long agreement) {
        return dsl.selectFrom(TERM)
                .where(TERM.AGREEMENT_ID.eq(agreement))
                .orderBy(TERM.POSITION)
                .fetch(t -> new Agreement.Term(
                        t.getId(), Agreement.Promise.valueOf(t.getKind()), t.getBody(), t.getYearly()));
    }
}
