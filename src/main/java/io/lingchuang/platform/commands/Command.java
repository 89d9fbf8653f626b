package io.lingchuang.platform.commands;

/**
 * One thing the product does from the command line, without its pages and jobs. Rooms offer theirs in
 * META-INF/services/io.lingchuang.platform.commands.Command; the thin script bin/NAME starts it.
 */
public interface Command {

    String name();

    /** Does it, and tells on the console. @return the exit status: 0 where all is well */
    int run(Settings settings) throws Exception;
}
