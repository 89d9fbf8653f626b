package io.lingchuang.studios.online;

import static io.lingchuang.db.studios.Tables.FOLLOWER;

import io.lingchuang.access.Actor;
import io.lingchuang.studios.Studios;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whoever follows a studio gets letters about its new articles and answers, until they stop. Nobody sees who follows. */
@Service
public class Follows {

    private final DSLContext dsl;
    private final Studios studios;

    Follows(DSLContext dsl, Studios studios) {
        this.dsl = dsl;
        this.studios = studios;
    }

    public boolean follows(@Nullable Actor actor, long studioId) {
        return actor != null
                && dsl.fetchExists(
                        FOLLOWER, FOLLOWER.STUDIO_ID.eq(studioId), FOLLOWER.ACCOUNT_ID.eq(actor.accountId()));
    }

    @Transactional
    public void follow(Actor actor, long studioId) {
        studios.studio(studioId);
        dsl.insertInto(FOLLOWER)
                .set(FOLLOWER.STUDIO_ID, studioId)
                .set(FOLLOWER.ACCOUNT_ID, actor.accountId())
                .onConflictDoNothing()
                .execute();
    }

    @Transactional
    public void stop(Actor actor, long studioId) {
        studios.studio(studioId);
        dsl.deleteFrom(FOLLOWER)
                .where(FOLLOWER.STUDIO_ID.eq(studioId), FOLLOWER.ACCOUNT_ID.eq(actor.accountId()))
                .execute();
    }
}
