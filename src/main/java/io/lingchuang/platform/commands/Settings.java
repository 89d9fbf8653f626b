package io.lingchuang.platform.commands;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The same settings as at a start: options such as --lingchuang.data=FOLDER, and environment variables such as LINGCHUANG_DB_URL. */
public final class Settings {

    private final List<String> words;
    private final ConfigurableEnvironment environment;

    private Settings(String[] args) {
        this.words = Arrays.stream(args).filter(a -> !a.startsWith("--")).toList();
        this.environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        ConfigurationPropertySources.attach(environment);
    }

    public static Settings of(String... args) {
        return new Settings(args);
    }

    public Path data() {
        return Path.of(environment.getProperty("lingchuang.data", "./data"));
    }

    public @Nullable String get(String name) {
        return environment.getProperty(name);
    }

    /** What stands in the command line beside the options, such as the name of a file. */
    public List<String> words() {
        return words;
    }

    ConfigurableEnvironment environment() {
        return environment;
    }
}
