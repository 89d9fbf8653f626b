package io.lingchuang.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A city opens its own house: no sample, its federation, and the three administrations who make the rest. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {

    private static final Pattern ACCOUNT = Pattern.compile("First account: (\\w+) .*: (\\S+)");

    @TempDir
    Path data;

    @Test
    void an_empty_house_gets_the_federation_and_its_administrations_once(CapturedOutput said) {
        String database = TestDatabase.freshUrl();
        try (var house = start(database, "试点市总工会")) {
            Tree tree = house.getBean(Tree.class);
            assertThat(tree.cityName()).isEqualTo("试点市总工会");
            SignIn door = house.getBean(SignIn.class);
            Accounts accounts = house.getBean(Accounts.class);
            List<java.util.regex.MatchResult> made =
                    ACCOUNT.matcher(said.getOut()).results().toList();
            assertThat(made).extracting(m -> m.group(1)).containsExactly("admin", "security", "audit");
            for (var account : made) {
                var signedIn = (SignedInAccount) door.authenticate(
                                new org.springframework.security.authentication.UsernamePasswordAuthenticationToken(
                                        account.group(1), account.group(2)))
                        .getPrincipal();
                assertThat(accounts.mustChange(
                                java.util.Objects.requireNonNull(signedIn).accountId()))
                        .isTrue();
            }
        }
        try (var again = start(database, "别的市总工会")) {
            assertThat(again.getBean(Tree.class).cityName()).isEqualTo("试点市总工会");
            assertThat(ACCOUNT.matcher(said.getOut()).results()).hasSize(3);
        }
    }

    private org.springframework.context.ConfigurableApplicationContext start(String database, String city) {
        return new SpringApplicationBuilder(io.lingchuang.Lingchuang.class)
                .run(
                        "--server.port=0",
                        "--server.shutdown=immediate",
                        "--lingchuang.sample=false",
                        "--lingchuang.city=" + city,
                        "--lingchuang.db.url=" + database,
                        "--lingchuang.data=" + data);
    }
}
