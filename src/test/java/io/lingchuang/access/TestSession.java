package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.SESSION;

import jakarta.servlet.Filter;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Pages as somebody signed in sees them: with the gate and our filters, without a browser's tokens. */
public final class TestSession {
    private TestSession() {}

    public static MockMvc pages(WebApplicationContext house) {
        var text = house.getBean("plainTextFilter", FilterRegistrationBean.class);
        var once = house.getBean("onceFilter", FilterRegistrationBean.class);
        return MockMvcBuilders.webAppContextSetup(house)
                .addFilters(signedIn(house.getBean(DSLContext.class)), text.getFilter(), once.getFilter())
                .build();
    }

    /** Whoever is signed in has a session that is open. */
    private static Filter signedIn(DSLContext dsl) {
        return (request, response, chain) -> {
            SignedInAccount.of(SecurityContextHolder.getContext().getAuthentication())
                    .ifPresent(account -> dsl.insertInto(SESSION)
                            .set(SESSION.ID, account.session())
                            .set(SESSION.ACCOUNT_ID, account.accountId())
                            .set(SESSION.OPENED_AT, Instant.EPOCH)
                            .set(SESSION.SEEN_AT, Instant.parse("2099-01-01T00:00:00Z"))
                            .set(SESSION.BROWSER, "")
                            .onConflictDoNothing()
                            .execute());
            chain.doFilter(request, response);
        };
    }

    /** @param actor of an account without a password */
    public static void as(Actor actor) {
        var signedIn = new TestingAuthenticationToken(
                new SignedInAccount(actor.accountId(), SignedInAccount.NO_PASSWORD, UUID.randomUUID()), null);
        signedIn.setAuthenticated(true);
        SecurityContextHolder.getContext().setAuthentication(signedIn);
    }
}
