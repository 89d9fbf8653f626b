package io.lingchuang.services.help;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Viewer;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the enterprise sends along with its request. */
@Component
public class HelpFiles {

    private static final int MOST = 10;

    private final Requests requests;
    private final HelpLists lists;
    private final Files files;
    private final Audit audit;

    HelpFiles(Requests requests, HelpLists lists, Files files, Audit audit) {
        this.requests = requests;
        this.lists = lists;
        this.files = files;
        this.audit = audit;
    }

    /** Until the request is over. */
    @Transactional
    public void add(Actor actor, long id, @Nullable String name, InputStream content) {
        HelpRequest r = requests.seen(actor, id);
        if (!requests.standing(actor, r).asks()) {
            throw new NotFound();
        }
        if (r.state().over()) {
            throw new Refusal("help.notNow");
        }
        if (lists.files(HelpView.FILES, id).size() >= MOST) {
            throw Refusal.onField("file", "help.tooManyFiles", MOST);
        }
        try {
            files.store(content, name, HelpView.FILES, id, actor.accountId(), FileRule.DOCUMENT);
        } catch (Refusal refused) {
            throw Refusal.onField("file", refused.key(), refused.args());
        }
        audit.record(actor, "services.help.file", "request", id, name);
    }

    /** Files, photos and signatures are for whoever may see the request. */
    private record Guard(Requests requests, String ownerKind) implements FileGuard {

        @Override
        public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
            if (!(viewer instanceof Actor actor) || file.ownerId() == null) {
                return false;
            }
            try {
                requests.seen(actor, file.ownerId());
                return true;
            } catch (NotFound hidden) {
                return false;
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Guards {
        @Bean
        static FileGuard requestFiles(Requests requests) {
            return new Guard(requests, HelpView.FILES);
        }

        @Bean
        static FileGuard visitPhotos(Requests requests) {
            return new Guard(requests, HelpVisits.PHOTOS);
        }

        @Bean
        static FileGuard visitSignatures(Requests requests) {
            return new Guard(requests, HelpVisits.SIGNED);
        }
    }
}
