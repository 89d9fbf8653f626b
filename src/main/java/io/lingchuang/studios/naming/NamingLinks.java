package io.lingchuang.studios.naming;

import io.lingchuang.studios.PageLink;
import io.lingchuang.studios.Studios;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** From a studio's page to its namings, for everybody, and to where it is kept, for whoever is inside it or above. */
@Configuration(proxyBeanMethods = false)
class NamingLinks {

    @Bean
    @Order(60)
    static PageLink namingsLink() {
        return (actor, studio) -> Optional.of(new PageLink.Link("naming.list", "/studios/" + studio.id() + "/namings"));
    }

    @Bean
    @Order(85)
    static PageLink keepingLink(Studios studios) {
        return (actor, studio) ->
                actor != null && studios.standing(actor, studio).inside()
                        ? Optional.of(new PageLink.Link("studiomoney.keeping", "/studios/" + studio.id() + "/keeping"))
                        : Optional.empty();
    }
}
