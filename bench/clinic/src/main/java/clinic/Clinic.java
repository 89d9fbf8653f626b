package clinic;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Owners bring their pets, and each visit is noted. */
@SpringBootApplication
public class Clinic {

    public static void main(String[] args) {
        SpringApplication.run(Clinic.class, args);
    }
}
