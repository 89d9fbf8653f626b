package io.lingchuang.services.help;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.SIGNATURE;
import static io.lingchuang.db.services.Tables.VISIT;
import static io.lingchuang.db.services.Tables.VISIT_GOER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.services.alliance.Teams;
import io.lingchuang.services.help.Requests.Mover;
import io.lingchuang.services.help.Requests.Moving;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Going there: the appointment, the record with its photos, and the signatures of both sides. */
@Service
public class HelpVisits {

    static final String PHOTOS = "service-visit";
    static final String SIGNED = "service-signature";
    static final int MOST_PHOTOS = 20;
    private static final int WRONG_CODES = 5;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String PNG = "data:image/png;base64,";

    /** What the team writes down on the spot. */
    public record Written(
            BigDecimal hours,
            String met,
            String problem,
            String diagnosis,
            String advice,
            int trained,
            Set<Long> goers) {}

    /** A picture taken there. */
    public record Photo(@Nullable String name, InputStreamSource content) {}

    /** A signature as it comes in. drawing: a picture as the page sends it; code: of the enterprise, on the team's phone. */
    public record Signing(Side side, String signer, String drawing, String code) {}

    private final DSLContext dsl;
    private final Requests requests;
    private final Teams teams;
    private final HelpLists lists;
    private final HelpLetters letters;
    private final Files files;
    private final Audit audit;
    private final Today today;
    private final SecureRandom chance = new SecureRandom();

    HelpVisits(
            DSLContext dsl,
            Requests requests,
            Teams teams,
            HelpLists lists,
            HelpLetters letters,
            Files files,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.requests = requests;
        this.teams = teams;
        this.lists = lists;
        this.letters = letters;
        this.files = files;
        this.audit = audit;
        this.today = today;
    }

    /** The visits of a request, the latest first. */
    public List<Visit> of(long request) {
        Map<Long, List<Visit.Goer>> goers = dsl.select(VISIT_GOER.VISIT_ID, PERSON.ID, PERSON.NAME)
                .from(VISIT_GOER)
                .join(VISIT)
                .on(VISIT.ID.eq(VISIT_GOER.VISIT_ID))
                .join(PERSON)
                .on(PERSON.ID.eq(VISIT_GOER.PERSON_ID))
                .where(VISIT.REQUEST_ID.eq(request))
                .orderBy(PERSON.ID)
                .fetchGroups(VISIT_GOER.VISIT_ID, g -> new Visit.Goer(g.value2(), g.value3()));
        Map<Long, List<Visit.Signature>> signatures = dsl.select(SIGNATURE.fields())
                .from(SIGNATURE)
                .join(VISIT)
                .on(VISIT.ID.eq(SIGNATURE.VISIT_ID))
                .where(VISIT.REQUEST_ID.eq(request))
                .orderBy(SIGNATURE.AT)
                .fetchGroups(
                        SIGNATURE.VISIT_ID,
                        s -> new Visit.Signature(
                                Side.valueOf(s.get(SIGNATURE.SIDE)),
                                Visit.Way.valueOf(s.get(SIGNATURE.WAY)),
                                s.get(SIGNATURE.SIGNER),
                                s.get(SIGNATURE.FILE_ID),
                                s.get(SIGNATURE.AT)));
        return dsl.selectFrom(VISIT)
                .where(VISIT.REQUEST_ID.eq(request))
                .orderBy(VISIT.ID.desc())
                .fetch(v -> new Visit(
                        v.getId(),
                        v.getRequestId(),
                        v.getStartsAt(),
                        v.getPlace(),
                        v.getCode(),
                        v.getWrongCodes(),
                        v.getHeldAt(),
                        v.getHours(),
                        v.getMet(),
                        v.getProblem(),
                        v.getDiagnosis(),
                        v.getAdvice(),
                        v.getTrained(),
                        v.getRewritten(),
                        goers.getOrDefault(v.getId(), List.of()),
                        signatures.getOrDefault(v.getId(), List.of())));
    }

    private Visit latest(long request) {
        return of(request).stream().findFirst().orElseThrow(NotFound::new);
    }

    /** Says when and where; the first time, at another time than was said, or another visit after the one before was signed. */
    @Transactional
    public void appoint(Actor actor, long id, int version, LocalDateTime at, String place) {
        HelpRequest r = requests.seen(actor, id);
        Step step = r.state() == RequestState.SIGNED ? Step.AGAIN : Step.APPOINT;
        LocalDate day = at.toLocalDate();
        if (day.isBefore(today.today()) || day.isAfter(today.today().plusYears(1))) {
            throw Refusal.onField("at", "help.atSoon");
        }
        LocalDate due = requests.due(RequestState.APPOINTED, r.urgent(), day);
        if (r.state() == RequestState.APPOINTED) {
            letters.appointed(requests.postpone(new Mover(actor, Side.MEMBER), id, version, due), at.format(WHEN));
            dsl.update(VISIT)
                    .set(VISIT.STARTS_AT, at.atZone(Page.ZONE).toInstant())
                    .set(VISIT.PLACE, place)
                    .where(VISIT.REQUEST_ID.eq(id), VISIT.HELD_AT.isNull())
                    .execute();
            return;
        }
        HelpRequest moved = requests.move(
                new Mover(actor, Side.MEMBER), id, version, step, new Moving("", r.teamId(), r.studioId(), due, null));
        open(id, at.atZone(Page.ZONE).toInstant(), place);
        letters.appointed(moved, at.format(WHEN));
    }

    private void open(long request, Instant at, String place) {
        dsl.insertInto(VISIT)
                .set(VISIT.REQUEST_ID, request)
                .set(VISIT.STARTS_AT, at)
                .set(VISIT.PLACE, place)
                .set(VISIT.CODE, "%06d".formatted(chance.nextInt(1_000_000)))
                .execute();
    }

    /** A request that went back to the officer loses the visit that was only appointed. */
    @Transactional
    public void forget(long request) {
        dsl.deleteFrom(VISIT)
                .where(VISIT.REQUEST_ID.eq(request), VISIT.HELD_AT.isNull())
                .execute();
    }

    /** The visit took place: its record is closed and waits for both signatures. Not before its day, nor by nobody. */
    @Transactional
    public void record(Actor actor, long id, int version, Written typed, List<Photo> photos) {
        HelpRequest r = requests.seen(actor, id);
        HelpRequest moved = requests.move(new Mover(actor, Side.MEMBER), id, version, Step.RECORD, Moving.on(r, ""));
        Visit visit = latest(id);
        Long team = moved.teamId();
        if (LocalDate.ofInstant(visit.startsAt(), Page.ZONE).isAfter(today.today())) {
            throw new Refusal("help.notYet");
        }
        List<Long> members = teams.members(team == null ? 0 : team).stream()
                .map(m -> m.personId())
                .filter(typed.goers()::contains)
                .toList();
        if (members.isEmpty()) {
            throw Refusal.onField("goer", "help.whoWent");
        }
        members.forEach(m -> dsl.insertInto(VISIT_GOER, VISIT_GOER.VISIT_ID, VISIT_GOER.PERSON_ID)
                .values(visit.id(), m)
                .execute());
        dsl.update(VISIT)
                .set(VISIT.HELD_AT, today.now())
                .set(VISIT.HOURS, typed.hours())
                .set(VISIT.MET, typed.met())
                .set(VISIT.PROBLEM, typed.problem())
                .set(VISIT.DIAGNOSIS, typed.diagnosis())
                .set(VISIT.ADVICE, typed.advice())
                .set(VISIT.TRAINED, typed.trained())
                .where(VISIT.ID.eq(visit.id()))
                .execute();
        for (Photo photo : photos) {
            try (InputStream content = photo.content().getInputStream()) {
                addPhoto(actor, id, photo.name(), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        letters.recorded(moved, visit.code());
    }

    /**
     * The record is not as it was: either side says why before both have signed, and the team writes it anew. The one before stays, with
     * whatever was signed.
     */
    @Transactional
    public void rewrite(Actor actor, long id, int version, String why) {
        HelpRequest r = requests.seen(actor, id);
        Side by = requests.standing(actor, r).asks() ? Side.ENTERPRISE : Side.MEMBER;
        HelpRequest moved = requests.move(new Mover(actor, by), id, version, Step.REWRITE, Moving.on(r, why));
        Visit wrong = latest(id);
        dsl.update(VISIT)
                .set(VISIT.REWRITTEN, why)
                .where(VISIT.ID.eq(wrong.id()))
                .execute();
        open(id, wrong.startsAt(), wrong.place());
        letters.rewritten(moved, why);
    }

    /**
     * Signs for one side: drawn, or by typing one's name under one's own account. For the enterprise somebody may sign on the team's phone;
     * the code that only the enterprise was told says that it is meant. The second signature moves the request on.
     */
    @Transactional
    public void sign(Actor actor, long id, int version, Signing typed) {
        HelpRequest r = requests.locked(actor, id);
        Standing standing = requests.standing(actor, r);
        boolean foreign = typed.side() == Side.ENTERPRISE && !standing.asks();
        if (!standing.goes() && !(typed.side() == Side.ENTERPRISE && standing.asks())) {
            throw new NotFound();
        }
        if (r.state() != RequestState.VISITED) {
            throw new Refusal("help.notNow");
        }
        if (r.version() != version) {
            throw new Stale(); // another record than the one that was read
        }
        if (typed.side() == Side.TEAM && standing.asks()) {
            throw new Refusal("help.notForBoth");
        }
        Visit visit = latest(id);
        if (visit.signedBy(typed.side())) {
            throw new Refusal("help.signedAlready");
        }
        if (foreign) {
            checkCode(visit, typed.code());
        }
        StoredFile drawing = typed.drawing().isEmpty() ? null : drawing(actor, visit, typed.drawing());
        dsl.insertInto(SIGNATURE)
                .set(SIGNATURE.VISIT_ID, visit.id())
                .set(SIGNATURE.SIDE, typed.side().name())
                .set(
                        SIGNATURE.WAY,
                        (drawing != null ? Visit.Way.DRAWN : foreign ? Visit.Way.CODE : Visit.Way.TYPED).name())
                .set(SIGNATURE.SIGNER, typed.signer())
                .set(SIGNATURE.FILE_ID, drawing == null ? null : drawing.id())
                .set(SIGNATURE.ACCOUNT_ID, actor.accountId())
                .set(SIGNATURE.AT, today.now())
                .execute();
        audit.record(actor, "services.help.signature", "request", id, typed.side() + " " + typed.signer());
        if (latest(id).signatures().size() == 2) {
            Side by = standing.goes() ? Side.MEMBER : Side.ENTERPRISE;
            letters.signed(requests.move(new Mover(actor, by), id, version, Step.SIGN, Moving.on(r, "")));
        }
    }

    private static void checkCode(Visit visit, String code) {
        if (visit.wrongCodes() >= WRONG_CODES) {
            throw Refusal.onField("code", "help.codeOver");
        }
        if (!visit.code().equals(code.strip())) {
            throw new WrongCode(visit.id());
        }
    }

    /** A code that was not theirs; counted outside the transaction that it ended. */
    static final class WrongCode extends Refusal {
        private final long visit;

        WrongCode(long visit) {
            super("help.codeWrong");
            this.visit = visit;
        }

        long visit() {
            return visit;
        }

        @Override
        public String field() {
            return "code";
        }
    }

    @Transactional
    public void count(long visit) {
        dsl.update(VISIT)
                .set(VISIT.WRONG_CODES, VISIT.WRONG_CODES.plus(1))
                .where(VISIT.ID.eq(visit))
                .execute();
    }

    private StoredFile drawing(Actor actor, Visit visit, String typed) {
        if (!typed.startsWith(PNG) || typed.length() > 400_000) {
            throw Refusal.onField("drawing", "help.drawing");
        }
        try {
            byte[] picture = Base64.getDecoder().decode(typed.substring(PNG.length()));
            return files.store(
                    new ByteArrayInputStream(picture),
                    "签名.png",
                    SIGNED,
                    visit.requestId(),
                    actor.accountId(),
                    FileRule.PHOTO);
        } catch (IllegalArgumentException e) {
            throw Refusal.onField("drawing", "help.drawing");
        } catch (Refusal refused) {
            throw Refusal.onField("drawing", "help.drawing");
        }
    }

    /** Photos of a visit, from its appointment until it is signed. */
    @Transactional
    public void addPhoto(Actor actor, long id, @Nullable String name, InputStream content) {
        HelpRequest r = requests.seen(actor, id);
        if (!requests.standing(actor, r).goes()) {
            throw new NotFound();
        }
        if (r.state() != RequestState.APPOINTED && r.state() != RequestState.VISITED) {
            throw new Refusal("help.notNow");
        }
        if (lists.files(PHOTOS, id).size() >= MOST_PHOTOS) {
            throw Refusal.onField("file", "help.tooManyFiles", MOST_PHOTOS);
        }
        try {
            files.store(content, name, PHOTOS, id, actor.accountId(), FileRule.PHOTO);
        } catch (Refusal refused) {
            throw Refusal.onField("file", refused.key(), refused.args());
        }
        audit.record(actor, "services.help.photo", "request", id, name);
    }
}
