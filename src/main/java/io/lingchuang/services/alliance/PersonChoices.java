package io.lingchuang.services.alliance;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.directory.People;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds somebody of the directory by name or staff number, to be chosen for a team or an office. */
@Component
class PersonChoices {

    static final int MOST = 20;

    private final People people;
    private final Tree tree;

    PersonChoices(People people, Tree tree) {
        this.people = people;
        this.tree = tree;
    }

    /** Those whom the officer may see; more than {@link #MOST} are not shown. */
    List<PersonChoice> of(Actor actor, String typed) {
        return people.search(actor, typed, MOST).stream()
                .map(p -> new PersonChoice(
                        p.id(),
                        p.name(),
                        tree.node(p.employerNodeId()).name(),
                        p.staffNumber() == null ? "" : p.staffNumber()))
                .toList();
    }
}
