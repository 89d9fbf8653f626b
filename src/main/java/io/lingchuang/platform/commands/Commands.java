package io.lingchuang.platform.commands;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;

/** Finds the command that the first argument names. Without one the product starts as ever. */
public final class Commands {

    private Commands() {}

    /** @return the exit status, or empty where no command was meant */
    public static OptionalInt run(String[] args) {
        if (args.length == 0 || args[0].startsWith("-")) {
            return OptionalInt.empty();
        }
        Settings settings = Settings.of(Arrays.copyOfRange(args, 1, args.length));
        quiet(settings);
        for (Command command : ServiceLoader.load(Command.class)) {
            if (command.name().equals(args[0])) {
                try {
                    return OptionalInt.of(command.run(settings));
                } catch (Exception fault) {
                    System.err.println(fault.getMessage() == null ? fault.toString() : fault.getMessage());
                    return OptionalInt.of(2);
                }
            }
        }
        System.err.println("There is no command " + args[0]);
        return OptionalInt.of(2);
    }

    /** On the console stands what the command says, and what goes wrong. */
    private static void quiet(Settings settings) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        LoggingSystem logging = LoggingSystem.get(Commands.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(settings.environment()), null, null);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }
}
