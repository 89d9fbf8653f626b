package io.lingchuang;

import io.lingchuang.platform.commands.Commands;
import io.lingchuang.platform.web.FreePort;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The whole product: one process, one database, a package for each part of the programme. */
@SpringBootApplication
public class Lingchuang {

    public static void main(String[] args) {
        Commands.run(args).ifPresentOrElse(System::exit, () -> start(args));
    }

    private static void start(String[] args) {
        var house = new SpringApplication(Lingchuang.class);
        house.addListeners(new FreePort());
        house.run(args);
    }
}
