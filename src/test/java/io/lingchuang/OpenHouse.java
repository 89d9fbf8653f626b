package io.lingchuang;

import static io.lingchuang.db.access.Tables.ACCOUNT;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.jobs.TestJobs;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole product with the sample city in it, answering over HTTP. Started once for all tests that ask for it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({CityAtWork.class, TestJobs.class})
public abstract class OpenHouse {

    protected static final String PASSWORD = "Lingchuang2026";
    private static final AtomicInteger HOUSES = new AtomicInteger();
    private static final Map<String, Visitor> VISITORS = new ConcurrentHashMap<>();

    @LocalServerPort
    private int port;

    @Autowired
    protected DSLContext dsl;

    @Autowired
    protected Accounts accounts;

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry properties) {
        // Every house its own: heads of the audit trail below one's data know nothing of another's database.
        String data = System.getProperty("java.io.tmpdir") + "/lingchuang-house-"
                + ProcessHandle.current().pid() + "-" + HOUSES.incrementAndGet();
        properties.add("lingchuang.db.url", TestDatabase::freshUrl);
        properties.add("lingchuang.sample", () -> "small");
        properties.add("lingchuang.idle", () -> "3h"); // a person's browser stays open from one test to the next
        properties.add("lingchuang.idle-administration", () -> "3h");
        properties.add("lingchuang.data", () -> data);
    }

    protected URI house() {
        return URI.create("http://localhost:" + port);
    }

    /** Somebody of the street, with a browser of their own. */
    protected Visitor stranger() {
        return new Visitor(house());
    }

    /** Somebody of the street from an address where nobody else comes from: what is counted by address is theirs alone. */
    protected Visitor strangerFrom(int street, int number) {
        try {
            return new Visitor(
                    URI.create("http://127.0.0.1:" + port),
                    InetAddress.getByAddress(new byte[] {127, 77, (byte) street, (byte) number}));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A person of the sample city, signed in; the same browser each time. */
    protected Visitor visitor(String login) {
        return VISITORS.computeIfAbsent(port + "/" + login, k -> stranger().signIn(login, PASSWORD));
    }

    protected Actor actor(String login) {
        return accounts.actor(dsl.select(ACCOUNT.ID)
                        .from(ACCOUNT)
                        .where(ACCOUNT.LOGIN.eq(login))
                        .fetchSingle()
                        .value1())
                .orElseThrow();
    }
}
