package io.lingchuang.studios.page;

import io.lingchuang.studios.PageLink;
import io.lingchuang.studios.Studios;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** From a studio's page to the rooms of the studio: what everybody may read first, then what is for whoever belongs to it or looks after it. */
@Configuration(proxyBeanMethods = false)
class InnerLinks {

    @Bean
    @Order(20)
    static PageLink planLink() {
        return (actor, studio) ->
                Optional.of(new PageLink.Link("studioplan.title", "/studios/" + studio.id() + "/plan"));
    }

    @Bean
    @Order(21)
    static PageLink materialsLink() {
        return (actor, studio) ->
                Optional.of(new PageLink.Link("studioledger.material.title", "/studios/" + studio.id() + "/materials"));
    }

    @Bean
    @Order(22)
    static PageLink classesLink() {
        return (actor, studio) -> actor == null
                ? Optional.empty()
                : Optional.of(new PageLink.Link("studioclasses.title", "/studios/" + studio.id() + "/classes"));
    }

    @Bean
    @Order(23)
    static PageLink ledgerLink(Studios studios) {
        return (actor, studio) ->
                actor != null && studios.standing(actor, studio).inside()
                        ? Optional.of(new PageLink.Link("studioledger.title", "/studios/" + studio.id() + "/ledger"))
                        : Optional.empty();
    }

    @Bean
    @Order(80)
    static PageLink rosterLink(Studios studios) {
        return (actor, studio) ->
                actor != null && studios.standing(actor, studio).inside()
                        ? Optional.of(new PageLink.Link("studiopage.roster", "/studios/" + studio.id() + "/roster"))
                        : Optional.empty();
    }

    @Bean
    @Order(81)
    static PageLink fundsLink(Studios studios) {
        return (actor, studio) -> {
            if (actor == null) {
                return Optional.empty();
            }
            var standing = studios.standing(actor, studio);
            return standing.works() || standing.keeps() || standing.sees()
                    ? Optional.of(new PageLink.Link("studiopage.funds", "/studios/" + studio.id() + "/funds"))
                    : Optional.empty();
        };
    }

    @Bean
    @Order(82)
    static PageLink editLink(Studios studios) {
        return (actor, studio) ->
                actor != null && studios.standing(actor, studio).leads()
                        ? Optional.of(new PageLink.Link("studiopage.edit", "/studios/" + studio.id() + "/edit"))
                        : Optional.empty();
    }
}
