package io.lingchuang.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How often one address may come to a public route within a while; then it is answered 429 until the while is over. A whole enterprise
 * may stand behind one address, so what many people look at counts only what is not there: whoever guesses is stopped.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Limited {
    int times();

    int minutes() default 10;

    /** Counts only answers that found nothing (4xx). */
    boolean misses() default false;
}
