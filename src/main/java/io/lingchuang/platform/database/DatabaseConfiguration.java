package io.lingchuang.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import io.lingchuang.platform.days.Today;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the database: LINGCHUANG_DB_URL (with LINGCHUANG_DB_USER and LINGCHUANG_DB_PASSWORD) where given, else the embedded server. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    @ConditionalOnProperty(name = "lingchuang.db.url")
    HikariDataSource givenDatabase(
            @Value("${lingchuang.db.url}") String url,
            @Value("${lingchuang.db.user:}") String user,
            @Value("${lingchuang.db.password:}") String password,
            @Value("${lingchuang.data:./data}") Path data,
            @Value("${lingchuang.day:}") String day) {
        Unfinished.refuse(data);
        HikariDataSource source = pool(url, day);
        if (!user.isEmpty()) {
            source.setUsername(user);
            source.setPassword(password);
        }
        Unfinished.refuse(source);
        return source;
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "lingchuang.db.url", matchIfMissing = true, havingValue = "embedded")
    EmbeddedServer embeddedServer(@Value("${lingchuang.data:./data}") Path data) {
        return EmbeddedServer.start(data);
    }

    @Bean
    @ConditionalOnMissingBean(javax.sql.DataSource.class)
    HikariDataSource embeddedDatabase(EmbeddedServer server, @Value("${lingchuang.day:}") String day) {
        HikariDataSource source = pool(server.url(), day);
        source.setUsername("postgres");
        return source;
    }

    private static HikariDataSource pool(String url, String day) {
        var source = new HikariDataSource();
        source.setJdbcUrl(url);
        source.setMaximumPoolSize(20);
        source.setMinimumIdle(2);
        source.setConnectionTimeout(10_000); // ms: a database that is started again is back by then, and nobody notices
        // What stands in records by default (platform.moment) lives on the same day as the calendar.
        source.setConnectionInitSql(
                "select set_config('lingchuang.ahead', '%d days', false)".formatted(Today.ahead(day)));
        return source;
    }
}
