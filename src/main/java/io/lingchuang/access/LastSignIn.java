package io.lingchuang.access;

import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Tells whoever comes in when and from where they did so before, and whether somebody tried since: it was perhaps not they. */
@Component
class LastSignIn {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Page.ZONE);

    private final Sessions sessions;
    private final MessageSource messages;
    private final LocaleResolver locales;

    LastSignIn(Sessions sessions, MessageSource messages, LocaleResolver locales) {
        this.sessions = sessions;
        this.messages = messages;
        this.locales = locales;
    }

    void tell(SignedInAccount account, HttpServletRequest request) {
        sessions.before(account.session(), account.accountId()).ifPresent(before -> {
            int failures = sessions.session(account.session())
                    .map(Sessions.Session::failures)
                    .orElse(0);
            Pages.flash(
                    request,
                    messages.getMessage(
                            failures == 0 ? "access.lastSignIn" : "access.lastSignInFailures",
                            new Object[] {
                                MINUTE.format(before.opened()),
                                Objects.requireNonNullElse(before.address(), "–"),
                                failures
                            },
                            locales.resolveLocale(request)));
        });
    }
}
