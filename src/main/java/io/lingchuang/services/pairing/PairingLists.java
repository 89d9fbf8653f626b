package io.lingchuang.services.pairing;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.services.Tables.AGREEMENT;
import static io.lingchuang.db.services.Tables.PAIRING;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pairings as a list, for whoever follows one of the two sides. */
@Component
public class PairingLists {

    record Row(
            long id,
            String soe,
            String partner,
            Pairing.State state,
            int fit,
            String reasons,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Agreement.@Nullable State agreement) {}

    /** An agreement of a pairing, on the pairing's page. */
    public record OfPairing(
            long id, String title, Agreement.State state, LocalDate from, LocalDate until, int version) {}

    private final DSLContext dsl;

    PairingLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> pairings(Actor actor, Page page) {
        var soe = NODE.as("soe");
        var partner = NODE.as("partner");
        // A text under negotiation is the two sides' and their officers' alone.
        var agreement = DSL.field(DSL.select(AGREEMENT.STATE)
                        .from(AGREEMENT)
                        .where(
                                AGREEMENT.PAIRING_ID.eq(PAIRING.ID),
                                AGREEMENT.STATE.notIn("NEGOTIATING", "DROPPED", "RENEWED"))
                        .orderBy(AGREEMENT.ID.desc())
                        .limit(1))
                .as("agreement");
        return new Listing<>(
                        dsl,
                        "pairing.title",
                        filters -> dsl.select(PAIRING.fields())
                                .select(soe.NAME, partner.NAME, agreement)
                                .from(PAIRING)
                                .join(soe)
                                .on(soe.ID.eq(PAIRING.SOE_NODE_ID))
                                .join(partner)
                                .on(partner.ID.eq(PAIRING.PARTNER_NODE_ID))
                                .where(actor.within(Right.FOLLOW, soe.PATH, soe.INDUSTRY_PATH)
                                        .or(actor.within(Right.FOLLOW, partner.PATH, partner.INDUSTRY_PATH)))
                                .and(filters),
                        r -> new Row(
                                r.get(PAIRING.ID),
                                r.get(soe.NAME),
                                r.get(partner.NAME),
                                Pairing.State.valueOf(r.get(PAIRING.STATE)),
                                r.get(PAIRING.FIT),
                                Arrays.stream(r.get(PAIRING.REASONS))
                                        .map(reason -> page.t(Reason.valueOf(reason)))
                                        .collect(Collectors.joining("、")),
                                r.get(PAIRING.FROM_DAY),
                                r.get(PAIRING.UNTIL_DAY),
                                r.get(agreement) == null ? null : Agreement.State.valueOf(r.get(agreement))))
                .down(PAIRING.ID)
                .filter(Filter.text(
                        "q",
                        "pairing.search",
                        q -> soe.NAME.containsIgnoreCase(q).or(partner.NAME.containsIgnoreCase(q))))
                .filter(Filter.constants("state", "pairing.state", Pairing.State.class, PAIRING.STATE, page))
                .filter(Filter.choice(
                        "agreement", "pairing.agreement", withOrWithout(page), v -> with(v.equals("yes"))))
                .column(Column.<Row>of("soe", "pairing.soe", Row::soe).link(r -> "/pairings/" + r.id()))
                .column(Column.<Row>of("partner", "pairing.partner", Row::partner)
                        .link(r -> "/pairings/" + r.id()))
                .column(Column.of("state", "pairing.state", Row::state))
                .column(Column.of("agreement", "pairing.agreement", Row::agreement))
                .column(Column.of("from", "pairing.from", Row::from).more())
                .column(Column.of("until", "pairing.until", Row::until))
                .column(Column.of("fit", "pairing.fit", Row::fit))
                .column(Column.of("reasons", "pairing.reasons", Row::reasons).more());
    }

    private static Map<String, String> withOrWithout(Page page) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("yes", page.t("pairing.withAgreement"));
        choices.put("no", page.t("pairing.withoutAgreement"));
        return choices;
    }

    private static Condition with(boolean signed) {
        Condition has = DSL.exists(DSL.selectOne()
                .from(AGREEMENT)
                .where(AGREEMENT.PAIRING_ID.eq(PAIRING.ID), AGREEMENT.STATE.eq(Agreement.State.SIGNED.name())));
        return signed ? has : has.not();
    }

    List<OfPairing> agreements(long pairing) {
        return dsl.selectFrom(AGREEMENT)
                .where(AGREEMENT.PAIRING_ID.eq(pairing))
                .orderBy(AGREEMENT.ID.desc())
                .fetch(a -> new OfPairing(
                        Objects.requireNonNull(a.getId()),
                        a.getTitle(),
                        Agreement.State.valueOf(a.getState()),
                        a.getFromDay(),
                        a.getUntilDay(),
                        a.getVersion()));
    }
}
