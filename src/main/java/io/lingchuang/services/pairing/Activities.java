package io.lingchuang.services.pairing;

import static io.lingchuang.db.platform.Tables.FILE;
import static io.lingchuang.db.services.Tables.ACTIVITY;
import static io.lingchuang.db.services.Tables.ACTIVITY_PHOTO;
import static io.lingchuang.db.services.Tables.AGREEMENT;
import static io.lingchuang.db.services.Tables.TERM;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is done under an agreement: written down by either side, confirmed or disputed by the other. */
@Service
public class Activities {

    static final String PHOTO = "activity-photo";
    private static final int MOST_PHOTOS = 12;

    /** What is typed about one. */
    public record Typed(
            LocalDate heldOn, String what, @Nullable Integer people) {}

    public record Upload(@Nullable String name, InputStream content) {}

    private final DSLContext dsl;
    private final Agreements agreements;
    private final Pairings pairings;
    private final PairingTrail trail;
    private final Files files;
    private final Today today;

    Activities(DSLContext dsl, Agreements agreements, Pairings pairings, PairingTrail trail, Files files, Today today) {
        this.dsl = dsl;
        this.agreements = agreements;
        this.pairings = pairings;
        this.trail = trail;
        this.files = files;
        this.today = today;
    }

    /** Those of an agreement, the latest first. */
    List<Activity> of(long agreement) {
        return find(TERM.AGREEMENT_ID.eq(agreement));
    }

    private List<Activity> find(Condition which) {
        Map<Long, List<UUID>> photos = dsl.select(ACTIVITY_PHOTO.ACTIVITY_ID, ACTIVITY_PHOTO.FILE_ID)
                .from(ACTIVITY_PHOTO)
                .join(ACTIVITY)
                .on(ACTIVITY.ID.eq(ACTIVITY_PHOTO.ACTIVITY_ID))
                .join(TERM)
                .on(TERM.ID.eq(ACTIVITY.TERM_ID))
                .join(FILE)
                .on(FILE.ID.eq(ACTIVITY_PHOTO.FILE_ID))
                .where(which)
                .orderBy(FILE.UPLOADED_AT, FILE.ID)
                .fetchGroups(ACTIVITY_PHOTO.ACTIVITY_ID, ACTIVITY_PHOTO.FILE_ID);
        Map<UUID, StoredFile> stored =
                files.find(photos.values().stream().flatMap(List::stream).toList());
        return dsl.select(ACTIVITY.fields())
                .select(TERM.AGREEMENT_ID)
                .from(ACTIVITY)
                .join(TERM)
                .on(TERM.ID.eq(ACTIVITY.TERM_ID))
                .where(which)
                .orderBy(ACTIVITY.HELD_ON.desc(), ACTIVITY.ID.desc())
                .fetch(r -> new Activity(
                        r.get(ACTIVITY.ID),
                        r.get(ACTIVITY.TERM_ID),
                        r.get(TERM.AGREEMENT_ID),
                        r.get(ACTIVITY.HELD_ON),
                        r.get(ACTIVITY.WHAT),
                        r.get(ACTIVITY.PEOPLE),
                        Side.valueOf(r.get(ACTIVITY.SIDE)),
                        Activity.State.valueOf(r.get(ACTIVITY.STATE)),
                        r.get(ACTIVITY.WHY),
                        r.get(ACTIVITY.VERSION),
                        photos.getOrDefault(r.get(ACTIVITY.ID), List.of()).stream()
                                .map(stored::get)
                                .toList()));
    }

    /** Each term of the agreement, year by year until today. */
    Map<Long, List<Due>> dues(Agreement agreement) {
        Map<Long, List<LocalDate>> held = dsl.select(ACTIVITY.TERM_ID, ACTIVITY.HELD_ON)
                .from(ACTIVITY)
                .join(TERM)
                .on(TERM.ID.eq(ACTIVITY.TERM_ID))
                .where(TERM.AGREEMENT_ID.eq(agreement.id()), ACTIVITY.STATE.eq(Activity.State.CONFIRMED.name()))
                .fetchGroups(ACTIVITY.TERM_ID, ACTIVITY.HELD_ON);
        Map<Long, List<Due>> dues = new LinkedHashMap<>();
        LocalDate last = agreement.state() == Agreement.State.TERMINATED && agreement.endedOn() != null
                ? agreement.endedOn()
                : today.today();
        for (Agreement.Term term : agreement.terms()) {
            dues.put(
                    term.id(),
                    agreement.signedOn() == null
                            ? List.of()
                            : Due.of(
                                    agreement.fromDay(),
                                    agreement.untilDay(),
                                    term.yearly(),
                                    held.getOrDefault(term.id(), List.of()),
                                    last));
        }
        return dues;
    }

    @Transactional
    public long record(Actor actor, long term, Typed typed) {
        Agreement agreement = ofTerm(actor, term);
        Pairing pairing = pairings.pairing(actor, agreement.pairingId());
        Side side = pairings.sideOf(actor, pairing).orElseThrow(NotFound::new);
        check(agreement, typed);
        long id = dsl.insertInto(ACTIVITY)
                .set(ACTIVITY.TERM_ID, term)
                .set(ACTIVITY.HELD_ON, typed.heldOn())
                .set(ACTIVITY.WHAT, typed.what().strip())
                .set(ACTIVITY.PEOPLE, typed.people())
                .set(ACTIVITY.SIDE, side.name())
                .set(ACTIVITY.RECORDED_BY, actor.accountId())
                .returningResult(ACTIVITY.ID)
                .fetchSingle()
                .value1();
        trail.happened(actor, pairing.id(), "record", typed.what().strip());
        trail.tell(
                pairing, side.other(), "recorded", typed.what().strip(), "/cobuilding/" + agreement.id() + "#a" + id);
        return id;
    }

    private Agreement ofTerm(Actor actor, long term) {
        Long agreement = dsl.select(TERM.AGREEMENT_ID)
                .from(TERM)
                .where(TERM.ID.eq(term))
                .fetchOptional(TERM.AGREEMENT_ID)
                .orElseThrow(NotFound::new);
        return agreements.agreement(actor, agreement);
    }

    private void check(Agreement agreement, Typed typed) {
        if (agreement.signedOn() == null) {
            throw new Refusal("pairing.notSigned");
        }
        LocalDate last = agreement.state() == Agreement.State.TERMINATED && agreement.endedOn() != null
                ? agreement.endedOn()
                : agreement.untilDay();
        if (typed.heldOn().isAfter(today.today())) {
            throw Refusal.onField("heldOn", "pairing.notYet");
        }
        if (typed.heldOn().isBefore(agreement.fromDay()) || typed.heldOn().isAfter(last)) {
            throw Refusal.onField(
                    "heldOn", "pairing.outside", agreement.fromDay().toString(), last.toString());
        }
        AgreementTexts.length("what", typed.what().strip(), 2, 1000);
        if (typed.people() != null && (typed.people() < 1 || typed.people() > 100_000)) {
            throw Refusal.onField("people", "pairing.peopleForm");
        }
    }

    /** The other side says that it was so, or with a reason that it was not. */
    @Transactional
    public void answer(Actor actor, long id, boolean confirmed, String reason) {
        Activity activity = locked(actor, id);
        Pairing pairing = pairingOf(actor, activity);
        Side side = pairings.sideOf(actor, pairing).orElseThrow(NotFound::new);
        if (side == activity.side()) {
            throw new Refusal("pairing.otherConfirms");
        }
        if (activity.state() != Activity.State.RECORDED) {
            throw new Stale();
        }
        String why = confirmed ? null : Pairings.reason(reason);
        dsl.update(ACTIVITY)
                .set(ACTIVITY.STATE, (confirmed ? Activity.State.CONFIRMED : Activity.State.DISPUTED).name())
                .set(ACTIVITY.ANSWERED_BY, actor.accountId())
                .set(ACTIVITY.ANSWERED_AT, today.now())
                .set(ACTIVITY.WHY, why)
                .set(ACTIVITY.VERSION, ACTIVITY.VERSION.plus(1))
                .where(ACTIVITY.ID.eq(id))
                .execute();
        trail.happened(actor, pairing.id(), confirmed ? "confirm" : "dispute", why);
        if (!confirmed) {
            trail.tell(
                    pairing,
                    activity.side(),
                    "disputed",
                    why == null ? "" : why,
                    "/cobuilding/" + activity.agreementId() + "#a" + id);
        }
    }

    /** Corrected by the side that wrote it, as long as the other has not confirmed it. */
    @Transactional
    public void correct(Actor actor, long id, int version, Typed typed) {
        Activity activity = locked(actor, id);
        Pairing pairing = pairingOf(actor, activity);
        requireOwn(actor, activity, pairing);
        if (activity.state() == Activity.State.CONFIRMED || activity.version() != version) {
            throw new Stale();
        }
        check(agreements.agreement(actor, activity.agreementId()), typed);
        dsl.update(ACTIVITY)
                .set(ACTIVITY.HELD_ON, typed.heldOn())
                .set(ACTIVITY.WHAT, typed.what().strip())
                .set(ACTIVITY.PEOPLE, typed.people())
                .set(ACTIVITY.STATE, Activity.State.RECORDED.name())
                .setNull(ACTIVITY.ANSWERED_BY)
                .setNull(ACTIVITY.ANSWERED_AT)
                .setNull(ACTIVITY.WHY)
                .set(ACTIVITY.VERSION, version + 1)
                .where(ACTIVITY.ID.eq(id))
                .execute();
        trail.happened(actor, pairing.id(), "correct", typed.what().strip());
    }

    @Transactional
    public void addPhotos(Actor actor, long id, List<Upload> uploads) {
        Activity activity = locked(actor, id);
        requireOwn(actor, activity, pairingOf(actor, activity));
        if (activity.photos().size() + uploads.size() > MOST_PHOTOS) {
            throw Refusal.onField("file", "pairing.photosForm", MOST_PHOTOS);
        }
        for (Upload upload : uploads) {
            UUID file = files.store(upload.content(), upload.name(), PHOTO, id, actor.accountId(), FileRule.PHOTO)
                    .id();
            dsl.insertInto(ACTIVITY_PHOTO, ACTIVITY_PHOTO.ACTIVITY_ID, ACTIVITY_PHOTO.FILE_ID)
                    .values(id, file)
                    .execute();
        }
    }

    private void requireOwn(Actor actor, Activity activity, Pairing pairing) {
        if (pairings.sideOf(actor, pairing).filter(s -> s == activity.side()).isEmpty()) {
            throw new NotFound();
        }
    }

    Activity activity(Actor actor, long id) {
        Activity activity = find(ACTIVITY.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
        agreements.agreement(actor, activity.agreementId());
        return activity;
    }

    private Activity locked(Actor actor, long id) {
        activity(actor, id);
        dsl.select(ACTIVITY.ID)
                .from(ACTIVITY)
                .where(ACTIVITY.ID.eq(id))
                .forUpdate()
                .fetchSingle();
        return activity(actor, id);
    }

    private Pairing pairingOf(Actor actor, Activity activity) {
        return pairings.pairing(
                actor,
                dsl.select(AGREEMENT.PAIRING_ID)
                        .from(AGREEMENT)
                        .where(AGREEMENT.ID.eq(activity.agreementId()))
                        .fetchSingle()
                        .value1());
    }

    boolean seesFile(Actor actor, long id) {
        return find(ACTIVITY.ID.eq(id)).stream().anyMatch(a -> agreements.seesFile(actor, a.agreementId()));
    }
}
