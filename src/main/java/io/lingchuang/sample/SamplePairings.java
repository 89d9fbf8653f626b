package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.services.Tables.ACTIVITY;
import static io.lingchuang.db.services.Tables.AGREEMENT;
import static io.lingchuang.db.services.Tables.AGREEMENT_SIGNATURE;
import static io.lingchuang.db.services.Tables.ARTICLE;
import static io.lingchuang.db.services.Tables.PAIRING;
import static io.lingchuang.db.services.Tables.TERM;
import static io.lingchuang.db.services.Tables.WISH;

import io.lingchuang.directory.Ownership;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Page;
import io.lingchuang.services.pairing.Activity;
import io.lingchuang.services.pairing.Agreement;
import io.lingchuang.services.pairing.Pairing;
import io.lingchuang.services.pairing.Reason;
import io.lingchuang.services.pairing.Side;
import io.lingchuang.services.pairing.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** State-owned and non-public enterprises in pairs, as many as the city publishes, and their co-building agreements with what was done under them. */
@Component
@Order(31)
class SamplePairings implements OwnPart {

    private static final int PAIRS = 50;
    private static final int AGREEMENTS = 13;
    private static final int ARTICLES = 12;

    /** Every agreement is younger than its pairing. */
    private static final int OLDEST_AGREEMENT = 520;

    /** So many days ago began the one that ends soon. */
    private static final int ENDING = 1060;

    private final DSLContext dsl;
    private final Wording words;
    private final Today today;
    private final Random random = new Random(WholeCity.SEED);

    SamplePairings(DSLContext dsl, Wording words, Today today) {
        this.dsl = dsl;
        this.words = words;
        this.today = today;
    }

    private record Firm(
            long node,
            String name,
            String industry,
            @Nullable Long county,
            @Nullable Long chain) {}

    private record Pair(long id, Firm soe, Firm partner) {}

    @Override
    public void load(Scale scale, int year) {
        List<Firm> soes = firms(Ownership.STATE_OWNED);
        List<Firm> partners = firms(Ownership.NON_PUBLIC);
        List<Pair> pairs = new ArrayList<>();
        int count = scale.of(PAIRS);
        for (int i = 0; i < count; i++) {
            int daysAgo = i == count - 1 ? ENDING : OLDEST_AGREEMENT + random.nextInt(300);
            pairs.add(pair(soes.removeFirst(), partners, Pairing.State.IN_FORCE, daysAgo));
        }
        agreements(pairs, Math.max(3, scale.of(AGREEMENTS)));
        pair(soes.removeFirst(), partners, Pairing.State.PROPOSED, 5);
        // Who declined, or was paired before, stands alone again.
        for (Pairing.State state : List.of(Pairing.State.DECLINED, Pairing.State.WITHDRAWN, Pairing.State.ENDED)) {
            partners.addFirst(pair(soes.getFirst(), partners, state, 400).partner());
        }
        wishes(soes, partners);
    }

    private List<Firm> firms(Ownership ownership) {
        return new ArrayList<>(dsl.select(NODE.ID, NODE.NAME, ENTERPRISE.INDUSTRY, NODE.PARENT_ID, ENTERPRISE.CHAIN_ID)
                .from(ENTERPRISE)
                .join(NODE)
                .on(NODE.ID.eq(ENTERPRISE.NODE_ID))
                .where(ENTERPRISE.OWNERSHIP.eq(ownership.name()), NODE.ACTIVE.isTrue())
                .orderBy(NODE.ID)
                .limit(1000)
                .fetch(r -> new Firm(r.value1(), r.value2(), r.value3(), r.value4(), r.value5())));
    }

    /** With who fits best of those that are left. */
    private Pair pair(Firm soe, List<Firm> partners, Pairing.State state, int daysAgo) {
        Firm partner = partners.getFirst();
        for (Firm each : partners) {
            if (fit(reasons(soe, each)) > fit(reasons(soe, partner))) {
                partner = each;
            }
        }
        partners.remove(partner);
        Set<Reason> reasons = reasons(soe, partner);
        boolean agreed = state == Pairing.State.IN_FORCE || state == Pairing.State.ENDED;
        LocalDate from = today.today().minusDays(daysAgo);
        Instant at = from.atTime(10, 0).atZone(Page.ZONE).toInstant();
        long id = dsl.insertInto(PAIRING)
                .set(PAIRING.SOE_NODE_ID, soe.node())
                .set(PAIRING.PARTNER_NODE_ID, partner.node())
                .set(PAIRING.STATE, state.name())
                .set(PAIRING.FIT, fit(reasons))
                .set(PAIRING.REASONS, reasons.stream().map(Enum::name).toArray(String[]::new))
                .set(PAIRING.PROPOSED_BY, account("city"))
                .set(PAIRING.PROPOSED_AT, at.minusSeconds(864_000))
                .set(PAIRING.YEARS, 3)
                .set(PAIRING.SOE_AGREED_AT, agreed ? at.minusSeconds(86_400) : null)
                .set(PAIRING.PARTNER_AGREED_AT, agreed ? at : null)
                .set(PAIRING.FROM_DAY, agreed ? from : null)
                .set(PAIRING.UNTIL_DAY, agreed ? from.plusYears(3).minusDays(1) : null)
                .set(PAIRING.DECLINED_SIDE, state == Pairing.State.DECLINED ? Side.PARTNER.name() : null)
                .set(PAIRING.ENDED_ON, state == Pairing.State.ENDED ? from.plusDays(200) : null)
                .set(PAIRING.ENDED_HOW, state == Pairing.State.ENDED ? Pairing.Ending.TERMINATED.name() : null)
                .set(PAIRING.WHY, why(state))
                .returningResult(PAIRING.ID)
                .fetchSingle()
                .value1();
        return new Pair(id, soe, partner);
    }

    private static @Nullable String why(Pairing.State state) {
        return switch (state) {
            case DECLINED -> "本年度正在搬迁厂房，明年再议";
            case WITHDRAWN -> "双方业务调整，另行安排";
            case ENDED -> "双方协商一致，提前结束";
            case PROPOSED, IN_FORCE -> null;
        };
    }

    private static Set<Reason> reasons(Firm soe, Firm partner) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (soe.chain() != null && soe.chain().equals(partner.chain())) {
            reasons.add(Reason.CHAIN);
        }
        if (soe.industry().equals(partner.industry())) {
            reasons.add(Reason.INDUSTRY);
        }
        if (soe.county() != null && soe.county().equals(partner.county())) {
            reasons.add(Reason.COUNTY);
        }
        return reasons;
    }

    private static int fit(Set<Reason> reasons) {
        return reasons.stream().mapToInt(Reason::weight).sum();
    }

    /** One was renewed, one has run out, one was ended early; the others hold. And one text is under negotiation. */
    private void agreements(List<Pair> pairs, int count) {
        LocalDate day = today.today();
        Pair first = pairs.getFirst();
        long old = agreement(first, null, Agreement.State.RENEWED, day.minusDays(500), 1, null);
        long renewed = agreement(first, old, Agreement.State.SIGNED, day.minusDays(134), 2, null);
        done(old, day.minusDays(490), 2);
        done(renewed, day.minusDays(134), 3);
        Pair second = pairs.get(1 % pairs.size());
        done(agreement(second, null, Agreement.State.EXPIRED, day.minusDays(450), 1, null), day.minusDays(440), 2);
        agreement(second, null, Agreement.State.TERMINATED, day.minusDays(60), 2, "企业转产，事项无法继续");
        agreement(second, null, Agreement.State.DROPPED, day.minusDays(40), 2, "事项尚需内部商定");
        agreement(second, null, Agreement.State.NEGOTIATING, day, 2, null);
        for (int i = 3; i < count; i++) {
            LocalDate from = day.minusDays(50L + random.nextInt(400));
            done(agreement(pairs.get(i - 1), null, Agreement.State.SIGNED, from, 2, null), from, random.nextInt(4));
        }
    }

    private long agreement(
            Pair pair, @Nullable Long renews, Agreement.State state, LocalDate from, int years, @Nullable String why) {
        boolean signed = state != Agreement.State.NEGOTIATING && state != Agreement.State.DROPPED;
        boolean over = state != Agreement.State.NEGOTIATING && state != Agreement.State.SIGNED;
        LocalDate until = from.plusYears(years).minusDays(1);
        LocalDate ended = until.isBefore(today.today()) ? until.plusDays(1) : from.plusDays(30);
        long id = dsl.insertInto(AGREEMENT)
                .set(AGREEMENT.PAIRING_ID, pair.id())
                .set(AGREEMENT.RENEWS_ID, renews)
                .set(AGREEMENT.TITLE, words.of("pairing.agreementTitle"))
                .set(AGREEMENT.STATE, state.name())
                .set(AGREEMENT.FROM_DAY, from)
                .set(AGREEMENT.UNTIL_DAY, until)
                .set(AGREEMENT.SOE_LIAISON, "工会干事")
                .set(AGREEMENT.PARTNER_LIAISON, "工会干事")
                .set(AGREEMENT.SIGNED_ON, signed ? from : null)
                .set(AGREEMENT.ENDED_ON, over ? ended : null)
                .set(AGREEMENT.WHY, why)
                .returningResult(AGREEMENT.ID)
                .fetchSingle()
                .value1();
        for (int i = 1; i <= ARTICLES; i++) {
            dsl.insertInto(ARTICLE, ARTICLE.AGREEMENT_ID, ARTICLE.POSITION, ARTICLE.TITLE, ARTICLE.BODY)
                    .values(
                            id,
                            i,
                            words.of("pairing.article." + i),
                            words.of(
                                    "pairing.article." + i + ".body",
                                    pair.soe().name(),
                                    pair.partner().name()))
                    .execute();
        }
        int position = 1;
        for (Agreement.Promise kind :
                List.of(Agreement.Promise.COMPETITION, Agreement.Promise.STUDIO, Agreement.Promise.PROBLEM)) {
            dsl.insertInto(TERM, TERM.AGREEMENT_ID, TERM.POSITION, TERM.KIND, TERM.BODY, TERM.YEARLY)
                    .values(id, position, kind.name(), words.of("pairing.promise." + kind), position == 2 ? 2 : 1)
                    .execute();
            position++;
        }
        if (signed) {
            for (Side side : Side.values()) {
                dsl.insertInto(AGREEMENT_SIGNATURE)
                        .set(AGREEMENT_SIGNATURE.AGREEMENT_ID, id)
                        .set(AGREEMENT_SIGNATURE.SIDE, side.name())
                        .set(AGREEMENT_SIGNATURE.NAME, side == Side.SOE ? "国企方工会（纸质签订）" : "非公方工会（纸质签订）")
                        .set(AGREEMENT_SIGNATURE.VERSION, 1)
                        .set(
                                AGREEMENT_SIGNATURE.AT,
                                from.atTime(15, 0).atZone(Page.ZONE).toInstant())
                        .execute();
            }
        }
        return id;
    }

    /** So many of its terms have an activity; of several the last waits for the other side, and one is disputed. */
    private void done(long agreement, LocalDate from, int terms) {
        List<Long> ids = dsl.select(TERM.ID)
                .from(TERM)
                .where(TERM.AGREEMENT_ID.eq(agreement))
                .orderBy(TERM.POSITION)
                .fetch(TERM.ID);
        String[] what = {"联合举办电工、钳工技能竞赛，双方各选派选手参加", "大师到厂授课，指导工作室建章立制", "联合攻关设备振动超标难题，形成改造方案"};
        for (int i = 0; i < Math.min(terms, ids.size()); i++) {
            activity(ids.get(i), from.plusDays(10L + 10L * i), what[i], Activity.State.CONFIRMED);
        }
        if (terms == 3) {
            activity(ids.getFirst(), from.plusDays(40), "联合举办班组安全知识竞赛", Activity.State.RECORDED);
            activity(ids.getLast(), from.plusDays(45), "电机节能改造方案评审", Activity.State.DISPUTED);
        }
    }

    private void activity(long term, LocalDate on, String what, Activity.State state) {
        dsl.insertInto(ACTIVITY)
                .set(ACTIVITY.TERM_ID, term)
                .set(ACTIVITY.HELD_ON, on)
                .set(ACTIVITY.WHAT, what)
                .set(ACTIVITY.PEOPLE, 10 + random.nextInt(40))
                .set(ACTIVITY.SIDE, Side.SOE.name())
                .set(ACTIVITY.STATE, state.name())
                .set(ACTIVITY.RECORDED_BY, account("clerk"))
                .set(
                        ACTIVITY.ANSWERED_AT,
                        state == Activity.State.RECORDED
                                ? null
                                : on.plusDays(2).atTime(9, 0).atZone(Page.ZONE).toInstant())
                .set(ACTIVITY.WHY, state == Activity.State.DISPUTED ? "我方参加人数为六人，请更正" : null)
                .execute();
    }

    /** What some of those who stand alone ask for and have. */
    private void wishes(List<Firm> soes, List<Firm> partners) {
        soes.stream().limit(5).forEach(f -> wish(f, false, Topic.SKILLS, Topic.PATENT));
        partners.stream().limit(8).forEach(f -> wish(f, true, random.nextBoolean() ? Topic.SKILLS : Topic.STUDIO));
    }

    private void wish(Firm firm, boolean asks, Topic... topics) {
        for (Topic topic : topics) {
            dsl.insertInto(WISH, WISH.NODE_ID, WISH.TOPIC, WISH.ASKS)
                    .values(firm.node(), topic.name(), asks)
                    .execute();
        }
    }

    private long account(String login) {
        return dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
    }
}
