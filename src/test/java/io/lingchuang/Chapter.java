package io.lingchuang;

import io.lingchuang.access.Actor;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;

/** What one of the programme's own parts adds to {@link CityAtWork}: one of everything in it. Named in META-INF/services, made without arguments. */
public interface Chapter {

    List<CityAtWork.Story> stories(ApplicationContext house, Function<String, Actor> who);
}
