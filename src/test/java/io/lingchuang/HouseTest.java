package io.lingchuang;

import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The house as a whole: its borders, and that it can say everything in both languages. */
class HouseTest {

    private final ApplicationModules modules = ApplicationModules.of(Lingchuang.class);

    @Test
    void every_room_depends_only_on_those_below_it() {
        modules.verify();
    }

    @Test
    void the_picture_of_the_house_is_drawn_from_the_code() {
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder("target/house"))
                .writeModulesAsPlantUml();
    }

    @Test
    void every_text_stands_in_chinese_and_in_english() throws Exception {
        var resolver = new PathMatchingResourcePatternResolver();
        for (Resource english : resolver.getResources("classpath:messages/*_en.properties")) {
            String chinese = english.getFilename().replace("_en", "");
            Assertions.assertThat(keys(english))
                    .as("keys of %s and its English", chinese)
                    .isEqualTo(keys(resolver.getResource("classpath:messages/" + chinese)));
        }
        List<String> bundles = Stream.of(resolver.getResources("classpath:messages/*.properties"))
                .map(Resource::getFilename)
                .toList();
        for (String bundle : bundles) {
            if (!bundle.endsWith("_en.properties")) {
                Assertions.assertThat(bundles).contains(bundle.replace(".properties", "_en.properties"));
            }
        }
    }

    private static java.util.SortedSet<String> keys(Resource bundle) throws Exception {
        Properties texts = PropertiesLoaderUtils.loadProperties(new EncodedResource(bundle, "UTF-8"));
        texts.forEach((key, text) ->
                Assertions.assertThat(text.toString()).as(key.toString()).isNotBlank());
        return new java.util.TreeSet<>(texts.stringPropertyNames());
    }

    static {
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
    }
}
