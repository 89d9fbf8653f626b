package io.lingchuang.access;

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
                .addFilters(text.getFilter(), once.getFilter())
                .build();
    }

    /** @param actor of an account without a password */
    public static void as(Actor actor) {
        var signedIn = new TestingAuthenticationToken(
                new SignedInAccount(actor.accountId(), SignedInAccount.NO_PASSWORD), null);
        signedIn.setAuthenticated(true);
        SecurityContextHolder.getContext().setAuthentication(signedIn);
    }
}
