package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.SIGN_IN_CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.lingchuang.RankedCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** Sign-in by a code sent to the phone. The city has no SMS here: what would be sent stands in the log. */
@ExtendWith(OutputCaptureExtension.class)
class SignInCodesTest extends RankedCall {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    SignInCodes codes;

    @Autowired
    WebApplicationContext house;

    private String phone;
    private long account;

    @BeforeEach
    void somebodyWithAPhone() {
        SecurityContextHolder.clearContext();
        int n = COUNT.incrementAndGet();
        phone = "139%08d".formatted(n);
        account = accounts.create(Actor.system(), "phone" + n, "手机户", phone, null);
    }

    /** The codes that were sent to this phone so far; they go out beside the request. */
    private List<String> sent(CapturedOutput log, int atLeast) {
        Pattern code = Pattern.compile("to 139\\*+" + phone.substring(7) + ": .*?(\\d{6})");
        return Awaitility.await()
                .until(
                        () -> code.matcher(log.getOut())
                                .results()
                                .map(r -> r.group(1))
                                .toList(),
                        all -> all.size() >= atLeast);
    }

    private String sentTo(CapturedOutput log) {
        codes.send(phone);
        return sent(log, 2).getLast(); // by SMS and by WeCom
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    /** The code was sent that many seconds ago. */
    private void aged(int seconds) {
        dsl.update(SIGN_IN_CODE)
                .set(
                        SIGN_IN_CODE.EXPIRES_AT,
                        Instant.now().plus(SignInCodes.VALID).minusSeconds(seconds))
                .where(SIGN_IN_CODE.PHONE.eq(phone))
                .execute();
    }

    @Test
    void the_code_opens_the_account_once(CapturedOutput log) {
        String code = sentTo(log);
        assertThat(codes.open(phone, code)).isEqualTo(Optional.of(account));
        assertThat(codes.open(phone, code)).isEmpty();
    }

    @Test
    void the_code_stands_nowhere_as_it_was_sent(CapturedOutput log) {
        String code = sentTo(log);
        assertThat(dsl.selectFrom(SIGN_IN_CODE)
                        .where(SIGN_IN_CODE.PHONE.eq(phone))
                        .fetchSingle()
                        .getCodeHash())
                .doesNotContain(code);
    }

    @Test
    void after_five_wrong_tries_the_right_code_is_too_late(CapturedOutput log) {
        String code = sentTo(log);
        for (int i = 1; i <= 5; i++) {
            assertThat(codes.open(phone, wrong(code))).isEmpty();
        }
        assertThat(codes.open(phone, code)).isEmpty();
    }

    @Test
    void the_fifth_try_still_counts(CapturedOutput log) {
        String code = sentTo(log);
        for (int i = 1; i <= 4; i++) {
            assertThat(codes.open(phone, wrong(code))).isEmpty();
        }
        assertThat(codes.open(phone, code)).contains(account);
    }

    @Test
    void a_code_is_good_for_five_minutes(CapturedOutput log) {
        String code = sentTo(log);
        aged(301);
        assertThat(codes.open(phone, code)).isEmpty();
        aged(290);
        assertThat(codes.open(phone, code)).contains(account);
    }

    @Test
    void a_new_code_comes_once_a_minute_and_the_old_one_is_over(CapturedOutput log) {
        String first = sentTo(log);
        codes.send(phone);
        aged(61);
        codes.send(phone);
        List<String> all = sent(log, 4);
        assertThat(all).as("within the minute nothing new").hasSize(4);
        String second = all.getLast();
        if (!second.equals(first)) {
            assertThat(codes.open(phone, first)).isEmpty();
        }
        assertThat(codes.open(phone, second)).contains(account);
    }

    @Test
    void one_persons_code_opens_nobody_elses_account(CapturedOutput log) {
        String code = sentTo(log);
        String other = phone;
        somebodyWithAPhone();
        assertThat(codes.open(phone, code)).isEmpty();
        assertThat(codes.open(other, code)).isPresent();
    }

    @Test
    void nothing_is_sent_to_a_phone_nobody_has_or_whose_account_is_disabled(CapturedOutput log) {
        dsl.update(ACCOUNT)
                .set(ACCOUNT.STATE, "DISABLED")
                .where(ACCOUNT.ID.eq(account))
                .execute();
        String disabled = phone;
        codes.send(disabled);
        codes.send("13700000000");
        somebodyWithAPhone();
        sentTo(log); // sent after those, and out by now
        assertThat(log.getOut()).doesNotContain("to 139****" + disabled.substring(7), "to 137");
        assertThat(codes.open("13700000000", "000000")).isEmpty();
    }

    @Test
    void an_account_disabled_after_the_code_was_sent_stays_shut(CapturedOutput log) {
        String code = sentTo(log);
        dsl.update(ACCOUNT)
                .set(ACCOUNT.STATE, "DISABLED")
                .where(ACCOUNT.ID.eq(account))
                .execute();
        assertThat(codes.open(phone, code)).isEmpty();
    }

    @Test
    void a_known_and_an_unknown_phone_get_the_same_page() throws Exception {
        String known = page(from("10.1.0.1", post("/sign-in/code").param("phone", phone)));
        String unknown = page(from("10.1.0.1", post("/sign-in/code").param("phone", "13700000001")));
        assertThat(known.replace(phone, "PHONE")).isEqualTo(unknown.replace("13700000001", "PHONE"));
    }

    @Test
    void whoever_has_the_code_lands_on_the_desk_with_a_session_of_their_own(CapturedOutput log) throws Exception {
        MockHttpSession session = new MockHttpSession();
        String before = session.getId();
        page(from("10.1.0.2", post("/sign-in/code").session(session).param("phone", phone)));
        String code = sent(log, 2).getLast();
        MockHttpServletResponse refused = answer(from(
                "10.1.0.2",
                post("/sign-in/code/enter")
                        .session(session)
                        .param("phone", phone)
                        .param("code", wrong(code))));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString()).contains(phone);
        MockHttpServletResponse entered = answer(from(
                "10.1.0.2",
                post("/sign-in/code/enter")
                        .session(session)
                        .param("phone", phone)
                        .param("code", code)));
        assertThat(entered.getRedirectedUrl()).isEqualTo("/desk");
        assertThat(session.getId()).isNotEqualTo(before);
        assertThat(dsl.fetchCount(
                        AUDIT,
                        AUDIT.ACTION
                                .eq("access.signIn")
                                .and(AUDIT.SUBJECT_ID.eq(account))
                                .and(AUDIT.SUCCESS)))
                .isEqualTo(1);
    }

    @Test
    void what_is_no_phone_is_said_so() throws Exception {
        MockHttpServletResponse answer =
                answer(from("10.1.0.3", post("/sign-in/code").param("phone", "12345")));
        assertThat(answer.getStatus()).isEqualTo(422);
    }

    @Test
    void one_address_asks_for_ten_codes_and_then_waits() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(answer(from("10.1.0.4", post("/sign-in/code").param("phone", "137000001" + (10 + i))))
                            .getStatus())
                    .isEqualTo(200);
        }
        assertThat(answer(from("10.1.0.4", post("/sign-in/code").param("phone", phone)))
                        .getStatus())
                .isBetween(400, 499);
        assertThat(answer(from("10.1.0.5", post("/sign-in/code").param("phone", phone)))
                        .getStatus())
                .isEqualTo(200);
        assertThat(answer(from("10.1.0.4", get("/sign-in/code"))).getStatus()).isEqualTo(200);
    }

    private static MockHttpServletRequestBuilder from(String address, MockHttpServletRequestBuilder request) {
        return request.with(r -> {
            r.setRemoteAddr(address);
            return r;
        });
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        MockMvc pages = TestSession.pages(house);
        return pages.perform(request).andReturn().getResponse();
    }

    private String page(MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse answer = answer(request);
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString();
    }
}
