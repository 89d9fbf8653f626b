package io.lingchuang.studios.online;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.studios.Tables.ARTICLE;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studios;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Short articles and videos of a studio. Its author says that nothing in one is secret, and the unit consents, before anybody else reads it.
 * A video is a file or a link to where it stands; nothing foreign is shown inside our pages.
 */
@Service
public class StudioArticles implements FileGuard {

    static final String OWNER = "studioarticle";

    public record Article(
            long id,
            long studioId,
            long accountId,
            String author,
            ArticleKind kind,
            String title,
            String body,
            String link,
            @Nullable UUID file,
            ArticleState state,
            @Nullable String why,
            @Nullable Instant publishedAt,
            int version) {}

    public record Texts(ArticleKind kind, String title, String body, String link) {}

    /** A file as it comes in. */
    public record Upload(@Nullable String name, InputStream content) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final TextGuard guard;
    private final OnlineLetters letters;
    private final Messages messages;
    private final Wording wording;
    private final Files files;
    private final Today today;

    StudioArticles(
            DSLContext dsl,
            Studios studios,
            TextGuard guard,
            OnlineLetters letters,
            Messages messages,
            Wording wording,
            Files files,
            Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.guard = guard;
        this.letters = letters;
        this.messages = messages;
        this.wording = wording;
        this.files = files;
        this.today = today;
    }

    /** @param upload null: none so far */
    @Transactional
    public long draft(Actor actor, long studioId, Texts texts, @Nullable Upload upload) {
        if (!studios.workedInBy(actor, studioId).state().alive()) {
            throw new Refusal("studiopage.ended");
        }
        check(texts);
        long id = dsl.insertInto(ARTICLE)
                .set(ARTICLE.STUDIO_ID, studioId)
                .set(ARTICLE.ACCOUNT_ID, actor.accountId())
                .set(ARTICLE.KIND, texts.kind().name())
                .set(ARTICLE.TITLE, texts.title())
                .set(ARTICLE.BODY, texts.body())
                .set(ARTICLE.LINK, texts.link())
                .returningResult(ARTICLE.ID)
                .fetchSingle()
                .value1();
        if (upload != null) {
            dsl.update(ARTICLE)
                    .set(ARTICLE.FILE_ID, keep(actor, id, upload, texts.kind()))
                    .where(ARTICLE.ID.eq(id))
                    .execute();
        }
        return id;
    }

    private void check(Texts texts) {
        guard.refuseNumbers("title", texts.title());
        guard.refuseNumbers("body", texts.body());
        if (!texts.link().isEmpty() && !address(texts.link())) {
            throw Refusal.onField("link", "studioonline.linkForm");
        }
    }

    private static boolean address(String link) {
        try {
            URI uri = URI.create(link);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A draft is its author's and the leader's to write. */
    Article writtenBy(Actor actor, long id) {
        Article a = seenBy(actor, id);
        if (a.state() != ArticleState.DRAFT
                || (a.accountId() != actor.accountId()
                        && !studios.standing(actor, studios.studio(a.studioId()))
                                .leads())) {
            throw new NotFound();
        }
        return a;
    }

    /** @param upload null: the file stays as it is */
    @Transactional
    public void change(Actor actor, long id, int version, Texts texts, @Nullable Upload upload) {
        Article a = writtenBy(actor, id);
        check(texts);
        int changed = dsl.update(ARTICLE)
                .set(ARTICLE.KIND, texts.kind().name())
                .set(ARTICLE.TITLE, texts.title())
                .set(ARTICLE.BODY, texts.body())
                .set(ARTICLE.LINK, texts.link())
                .set(ARTICLE.VERSION, version + 1)
                .where(ARTICLE.ID.eq(id), ARTICLE.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        if (upload != null) {
            UUID kept = keep(actor, id, upload, texts.kind());
            dsl.update(ARTICLE)
                    .set(ARTICLE.FILE_ID, kept)
                    .where(ARTICLE.ID.eq(id))
                    .execute();
            if (a.file() != null) {
                files.delete(a.file());
            }
        }
    }

    private UUID keep(Actor actor, long id, Upload upload, ArticleKind kind) {
        FileRule rule = kind == ArticleKind.VIDEO ? FileRule.VIDEO : FileRule.DOCUMENT;
        try {
            return files.store(upload.content(), upload.name(), OWNER, id, actor.accountId(), rule)
                    .id();
        } catch (Refusal refusal) {
            throw Refusal.onField("file", refusal.key(), refusal.args());
        }
    }

    /** To the unit, which consents to its being published. @param noSecrets the author says that nothing in it is secret */
    @Transactional
    public void send(Actor actor, long id, int version, boolean noSecrets) {
        Article a = writtenBy(actor, id);
        if (!noSecrets) {
            throw Refusal.onField("noSecrets", "studioonline.noSecretsMissing");
        }
        if (a.body().isBlank() && a.kind() == ArticleKind.ARTICLE) {
            throw new Refusal("studioonline.emptyArticle");
        }
        if (a.kind() == ArticleKind.VIDEO && a.link().isEmpty() && a.file() == null) {
            throw new Refusal("studioonline.emptyVideo");
        }
        int sent = dsl.update(ARTICLE)
                .set(ARTICLE.NO_SECRETS, true)
                .set(ARTICLE.STATE, ArticleState.WAITING.name())
                .setNull(ARTICLE.WHY)
                .set(ARTICLE.VERSION, version + 1)
                .where(ARTICLE.ID.eq(id), ARTICLE.VERSION.eq(version))
                .execute();
        if (sent == 0) {
            throw new Stale();
        }
    }

    /** Consents for the unit: its clerk, or an officer above; never the author. */
    boolean consents(Actor actor, Article a) {
        Standing standing = studios.standing(actor, studios.studio(a.studioId()));
        return a.state() == ArticleState.WAITING
                && (standing.types() || standing.keeps())
                && a.accountId() != actor.accountId();
    }

    private Article waiting(Actor actor, long id) {
        Article a = seenBy(actor, id);
        if (!consents(actor, a)) {
            throw new NotFound();
        }
        return a;
    }

    @Transactional
    public void consent(Actor actor, long id) {
        Article a = waiting(actor, id);
        dsl.update(ARTICLE)
                .set(ARTICLE.STATE, ArticleState.PUBLISHED.name())
                .set(ARTICLE.CONSENTED_BY, actor.accountId())
                .set(ARTICLE.PUBLISHED_AT, today.now())
                .where(ARTICLE.ID.eq(id))
                .execute();
        studios.happened(actor, a.studioId(), "publish", a.title());
        letters.published(id);
    }

    /** Back to the author, with the reason. */
    @Transactional
    public void giveBack(Actor actor, long id, String why) {
        Article a = waiting(actor, id);
        dsl.update(ARTICLE)
                .set(ARTICLE.STATE, ArticleState.DRAFT.name())
                .set(ARTICLE.NO_SECRETS, false)
                .set(ARTICLE.WHY, why)
                .where(ARTICLE.ID.eq(id))
                .execute();
        studios.happened(actor, a.studioId(), "giveback", a.title() + " " + why);
        messages.send(
                a.accountId(),
                wording.of("studioonline.letterBack", a.title()),
                why,
                "/articles/" + id,
                "studio-article-back-" + id + "-" + a.version());
    }

    /** Everybody once it is published; before, the studio's people and whoever consents. */
    public Article seenBy(@Nullable Actor actor, long id) {
        Article a = dsl.select(ARTICLE.fields())
                .select(ACCOUNT.NAME)
                .from(ARTICLE)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ARTICLE.ACCOUNT_ID))
                .where(ARTICLE.ID.eq(id))
                .fetchOptional(StudioArticles::article)
                .orElseThrow(NotFound::new);
        if (a.state() == ArticleState.PUBLISHED) {
            return a;
        }
        if (actor == null) {
            throw new NotFound();
        }
        Standing standing = studios.standing(actor, studios.studio(a.studioId()));
        boolean inside = standing.leads() || standing.keeps() || a.accountId() == actor.accountId();
        if (!inside) {
            throw new NotFound();
        }
        return a;
    }

    static Article article(Record r) {
        return new Article(
                r.get(ARTICLE.ID),
                r.get(ARTICLE.STUDIO_ID),
                r.get(ARTICLE.ACCOUNT_ID),
                r.get(ACCOUNT.NAME),
                ArticleKind.valueOf(r.get(ARTICLE.KIND)),
                r.get(ARTICLE.TITLE),
                r.get(ARTICLE.BODY),
                r.get(ARTICLE.LINK),
                r.get(ARTICLE.FILE_ID),
                ArticleState.valueOf(r.get(ARTICLE.STATE)),
                r.get(ARTICLE.WHY),
                r.get(ARTICLE.PUBLISHED_AT),
                r.get(ARTICLE.VERSION));
    }

    @Override
    public String ownerKind() {
        return OWNER;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (file.ownerId() == null) {
            return false;
        }
        try {
            seenBy(viewer instanceof Actor actor ? actor : null, file.ownerId());
            return true;
        } catch (NotFound hidden) {
            return false;
        }
    }
}
