package io.lingchuang.services.pairing;

import static io.lingchuang.db.services.Tables.AGREEMENT;
import static io.lingchuang.db.services.Tables.AGREEMENT_SIGNATURE;
import static io.lingchuang.db.services.Tables.ARTICLE;
import static io.lingchuang.db.services.Tables.PAIRING;
import static io.lingchuang.db.services.Tables.TERM;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Co-building agreements: drafted, changed by both until both sign the same version, brought back on paper, renewed, ended. */
@Service
public class Agreements {

    static final String SCAN = "agreement-scan";

    private final DSLContext dsl;
    private final Pairings pairings;
    private final AgreementTexts texts;
    private final Files files;
    private final PairingTrail trail;
    private final Today today;

    Agreements(DSLContext dsl, Pairings pairings, AgreementTexts texts, Files files, PairingTrail trail, Today today) {
        this.dsl = dsl;
        this.pairings = pairings;
        this.texts = texts;
        this.files = files;
        this.trail = trail;
        this.today = today;
    }

    /** For whoever sees its pairing; a text under negotiation is the two sides' and their officers' alone. */
    public Agreement agreement(Actor actor, long id) {
        Agreement agreement = find(id).orElseThrow(NotFound::new);
        Pairing pairing = pairings.pairing(actor, agreement.pairingId());
        if (!shown(actor, pairing, agreement.state())) {
            throw new NotFound();
        }
        return agreement;
    }

    boolean shown(Actor actor, Pairing pairing, Agreement.State state) {
        return pairings.sideOf(actor, pairing).isPresent()
                || pairings.keeps(actor, pairing)
                || state != Agreement.State.NEGOTIATING && state != Agreement.State.DROPPED;
    }

    Optional<Agreement> find(long id) {
        return dsl.selectFrom(AGREEMENT)
                .where(AGREEMENT.ID.eq(id))
                .fetchOptional(r -> new Agreement(
                        r.getId(),
                        r.getPairingId(),
                        r.getRenewsId(),
                        r.getTitle(),
                        Agreement.State.valueOf(r.getState()),
                        r.getFromDay(),
                        r.getUntilDay(),
                        r.getSoeLiaison(),
                        r.getPartnerLiaison(),
                        r.getSignedOn(),
                        r.getEndedOn(),
                        r.getWhy(),
                        r.getScanId(),
                        r.getVersion(),
                        texts.articles(id),
                        texts.terms(id),
                        signatures(id)));
    }

    private List<Agreement.Signature> signatures(long id) {
        return dsl.selectFrom(AGREEMENT_SIGNATURE)
                .where(AGREEMENT_SIGNATURE.AGREEMENT_ID.eq(id))
                .orderBy(AGREEMENT_SIGNATURE.AT)
                .fetch(s -> new Agreement.Signature(Side.valueOf(s.getSide()), s.getName(), s.getAt()));
    }

    /** From the template, by either side. */
    @Transactional
    public long draft(Actor actor, long pairingId) {
        Pairing pairing = pairings.pairing(actor, pairingId);
        requireSide(actor, pairing);
        if (pairing.state() != Pairing.State.IN_FORCE) {
            throw new Refusal("pairing.notInForce");
        }
        if (dsl.fetchExists(
                AGREEMENT, AGREEMENT.PAIRING_ID.eq(pairingId).and(AGREEMENT.STATE.eq(Agreement.State.SIGNED.name())))) {
            throw new Refusal("pairing.agreementHolds");
        }
        return begin(actor, pairing, null, texts.template(pairing, today.today()));
    }

    /** The same text again, from the day after the last of the one that holds; both sign anew. */
    @Transactional
    public long renew(Actor actor, long id) {
        Agreement old = agreement(actor, id);
        Pairing pairing = pairings.pairing(actor, old.pairingId());
        requireSide(actor, pairing);
        if (pairing.state() != Pairing.State.IN_FORCE || old.state() != Agreement.State.SIGNED) {
            throw new Refusal("pairing.notInForce");
        }
        LocalDate from = old.untilDay().plusDays(1);
        LocalDate until =
                from.plusDays(old.untilDay().toEpochDay() - old.fromDay().toEpochDay());
        var text = new Agreement.Text(
                old.title(), from, until, old.soeLiaison(), old.partnerLiaison(), old.articles(), old.terms());
        return begin(actor, pairing, id, text);
    }

    private long begin(Actor actor, Pairing pairing, @Nullable Long renews, Agreement.Text text) {
        long id;
        try {
            id = dsl.insertInto(AGREEMENT)
                    .set(AGREEMENT.PAIRING_ID, pairing.id())
                    .set(AGREEMENT.RENEWS_ID, renews)
                    .set(AGREEMENT.TITLE, text.title())
                    .set(AGREEMENT.FROM_DAY, text.fromDay())
                    .set(AGREEMENT.UNTIL_DAY, text.untilDay())
                    .set(AGREEMENT.SOE_LIAISON, text.soeLiaison())
                    .set(AGREEMENT.PARTNER_LIAISON, text.partnerLiaison())
                    .set(AGREEMENT.DRAFTED_BY, actor.accountId())
                    .returningResult(AGREEMENT.ID)
                    .fetchSingle()
                    .value1();
        } catch (DuplicateKeyException e) {
            throw new Refusal("pairing.draftThere");
        }
        texts.write(id, text);
        trail.happened(actor, pairing.id(), "draft", text.title());
        Side side = sideOf(actor, pairing);
        trail.tell(pairing, side.other(), "drafted", "", "/cobuilding/" + id);
        return id;
    }

    /** A new version of the text; whoever had signed signs again. */
    @Transactional
    public void change(Actor actor, long id, int version, Agreement.Text text) {
        Agreement before = negotiated(actor, id, version);
        Pairing pairing = pairings.pairing(actor, before.pairingId());
        Side side = sideOf(actor, pairing);
        AgreementTexts.check(text);
        dsl.update(AGREEMENT)
                .set(AGREEMENT.TITLE, text.title())
                .set(AGREEMENT.FROM_DAY, text.fromDay())
                .set(AGREEMENT.UNTIL_DAY, text.untilDay())
                .set(AGREEMENT.SOE_LIAISON, text.soeLiaison())
                .set(AGREEMENT.PARTNER_LIAISON, text.partnerLiaison())
                .set(AGREEMENT.VERSION, version + 1)
                .where(AGREEMENT.ID.eq(id))
                .execute();
        dsl.deleteFrom(ARTICLE).where(ARTICLE.AGREEMENT_ID.eq(id)).execute();
        dsl.deleteFrom(TERM).where(TERM.AGREEMENT_ID.eq(id)).execute();
        texts.write(id, text);
        dsl.deleteFrom(AGREEMENT_SIGNATURE)
                .where(AGREEMENT_SIGNATURE.AGREEMENT_ID.eq(id))
                .execute();
        trail.happened(actor, pairing.id(), "change", String.valueOf(version + 1));
        trail.tell(pairing, side.other(), "changed", "", "/cobuilding/" + id);
    }

    /** For one's own side, the version one has read. With the second signature it holds. */
    @Transactional
    public void sign(Actor actor, long id, int version) {
        Agreement seen = agreement(actor, id);
        Pairing pairing = pairings.pairing(actor, seen.pairingId());
        Side side = sideOf(actor, pairing);
        lock(id);
        Agreement agreement = agreement(actor, id);
        if (agreement.version() == version && agreement.signedBy(side)) {
            return; // once is enough
        }
        if (!agreement.open() || agreement.version() != version) {
            throw new Stale();
        }
        if (pairings.pairing(actor, pairing.id()).state() != Pairing.State.IN_FORCE) {
            throw new Refusal("pairing.notInForce");
        }
        try {
            dsl.insertInto(AGREEMENT_SIGNATURE)
                    .set(AGREEMENT_SIGNATURE.AGREEMENT_ID, id)
                    .set(AGREEMENT_SIGNATURE.SIDE, side.name())
                    .set(AGREEMENT_SIGNATURE.ACCOUNT_ID, actor.accountId())
                    .set(AGREEMENT_SIGNATURE.NAME, actor.name())
                    .set(AGREEMENT_SIGNATURE.VERSION, version)
                    .set(AGREEMENT_SIGNATURE.AT, today.now())
                    .execute();
        } catch (DuplicateKeyException e) {
            throw new Refusal("pairing.notForBoth");
        }
        trail.happened(actor, pairing.id(), "sign", pairing.nameOf(side));
        if (agreement.signedBy(side.other())) {
            hold(agreement);
            trail.tellBoth(pairing, "signed", "", "/cobuilding/" + id);
        } else {
            trail.tell(pairing, side.other(), "otherSigned", "", "/cobuilding/" + id);
        }
    }

    private void hold(Agreement agreement) {
        if (agreement.renewsId() != null) {
            dsl.update(AGREEMENT)
                    .set(AGREEMENT.STATE, Agreement.State.RENEWED.name())
                    .set(AGREEMENT.ENDED_ON, today.today())
                    .where(AGREEMENT.ID.eq(agreement.renewsId()), AGREEMENT.STATE.eq(Agreement.State.SIGNED.name()))
                    .execute();
        }
        dsl.update(AGREEMENT)
                .set(AGREEMENT.STATE, Agreement.State.SIGNED.name())
                .set(AGREEMENT.SIGNED_ON, today.today())
                .where(AGREEMENT.ID.eq(agreement.id()))
                .execute();
    }

    /** Takes one's own signature back while the other side has not signed. */
    @Transactional
    public void unsign(Actor actor, long id, int version) {
        Agreement agreement = negotiated(actor, id, version);
        Pairing pairing = pairings.pairing(actor, agreement.pairingId());
        Side side = sideOf(actor, pairing);
        dsl.deleteFrom(AGREEMENT_SIGNATURE)
                .where(AGREEMENT_SIGNATURE.AGREEMENT_ID.eq(id), AGREEMENT_SIGNATURE.SIDE.eq(side.name()))
                .execute();
        trail.happened(actor, pairing.id(), "unsign", pairing.nameOf(side));
    }

    @Transactional
    public void drop(Actor actor, long id, int version, String reason) {
        Agreement agreement = negotiated(actor, id, version);
        Pairing pairing = pairings.pairing(actor, agreement.pairingId());
        Side side = sideOf(actor, pairing);
        end(id, Agreement.State.DROPPED, Pairings.reason(reason));
        trail.happened(actor, pairing.id(), "drop", reason.strip());
        trail.tell(pairing, side.other(), "dropped", reason.strip(), "/cobuilding/" + id);
    }

    /** Before its term, by the officer of both, with a reason. The pairing goes on. */
    @Transactional
    public void terminate(Actor actor, long id, String reason) {
        Agreement agreement = agreement(actor, id);
        Pairing pairing = pairings.pairing(actor, agreement.pairingId());
        if (!pairings.keeps(actor, pairing)) {
            throw new NotFound();
        }
        lock(id);
        if (agreement(actor, id).state() != Agreement.State.SIGNED) {
            throw new Stale();
        }
        end(id, Agreement.State.TERMINATED, Pairings.reason(reason));
        trail.happened(actor, pairing.id(), "terminate", reason.strip());
        trail.tellBoth(pairing, "terminated", reason.strip(), "/cobuilding/" + id);
    }

    private void end(long id, Agreement.State state, String why) {
        dsl.update(AGREEMENT)
                .set(AGREEMENT.STATE, state.name())
                .set(AGREEMENT.ENDED_ON, today.today())
                .set(AGREEMENT.WHY, why)
                .where(AGREEMENT.ID.eq(id))
                .execute();
    }

    /** The paper with both seals, as a scan; a later one takes its place. */
    @Transactional
    public void scan(Actor actor, long id, InputStream in, @Nullable String name) {
        Agreement agreement = agreement(actor, id);
        Pairing pairing = pairings.pairing(actor, agreement.pairingId());
        if (pairings.sideOf(actor, pairing).isEmpty() && !pairings.keeps(actor, pairing)) {
            throw new NotFound();
        }
        lock(id);
        if (agreement(actor, id).signedOn() == null) {
            throw new Refusal("pairing.scanEarly");
        }
        UUID file = files.store(in, name, SCAN, id, actor.accountId(), FileRule.DOCUMENT)
                .id();
        dsl.update(AGREEMENT)
                .set(AGREEMENT.SCAN_ID, file)
                .where(AGREEMENT.ID.eq(id))
                .execute();
        trail.happened(actor, pairing.id(), "scan", null);
    }

    boolean seesFile(Actor actor, long id) {
        return find(id).flatMap(a -> pairings.find(PAIRING.ID.eq(a.pairingId())))
                .filter(p -> pairings.sideOf(actor, p).isPresent()
                        || actor.may(Right.KEEP_PAIRINGS) && pairings.keeps(actor, p))
                .isPresent();
    }

    private Agreement negotiated(Actor actor, long id, int version) {
        agreement(actor, id);
        lock(id);
        Agreement agreement = agreement(actor, id);
        Pairing pairing = pairings.pairing(actor, agreement.pairingId());
        requireSide(actor, pairing);
        if (!agreement.open() || agreement.version() != version) {
            throw new Stale();
        }
        return agreement;
    }

    private void lock(long id) {
        dsl.select(AGREEMENT.ID)
                .from(AGREEMENT)
                .where(AGREEMENT.ID.eq(id))
                .forUpdate()
                .fetchSingle();
    }

    /** A stranger to both enterprises is told that there is nothing. */
    private Side sideOf(Actor actor, Pairing pairing) {
        return pairings.sideOf(actor, pairing).orElseThrow(NotFound::new);
    }

    private void requireSide(Actor actor, Pairing pairing) {
        if (pairings.sideOf(actor, pairing).isEmpty()) {
            throw new NotFound();
        }
    }
}
