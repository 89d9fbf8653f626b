package io.lingchuang.studios.page;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.PageLink;
import io.lingchuang.studios.PageNumber;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of a studio, open to everybody; whoever belongs to it finds the doors to what is inside. */
@Controller
class StudioPage {

    private final Studios studios;
    private final StudioProfile profile;
    private final StudioFiles files;
    private final FundLists funds;
    private final Tree tree;
    private final Pages pages;
    private final List<PageLink> links;
    private final List<PageNumber> numbers;

    StudioPage(
            Studios studios,
            StudioProfile profile,
            StudioFiles files,
            FundLists funds,
            Tree tree,
            Pages pages,
            ObjectProvider<PageLink> links,
            ObjectProvider<PageNumber> numbers) {
        this.studios = studios;
        this.profile = profile;
        this.files = files;
        this.funds = funds;
        this.tree = tree;
        this.pages = pages;
        this.links = links.orderedStream().toList();
        this.numbers = numbers.orderedStream().toList();
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/studios/{id}")
    String one(@PathVariable long id, @Nullable Viewer viewer, HttpServletRequest request, Model model) {
        Studio studio = studios.studio(id);
        Actor actor = viewer instanceof Actor a ? a : null;
        Standing standing = actor == null ? new Standing(null, false, false, false) : studios.standing(actor, studio);
        model.addAttribute("studio", studio);
        model.addAttribute("unit", tree.node(studio.nodeId()).name());
        model.addAttribute("standing", standing);
        List<Member> roster = studios.members(id);
        model.addAttribute(
                "members", roster.stream().filter(m -> m.part().works()).toList());
        model.addAttribute(
                "trainees", roster.stream().filter(m -> !m.part().works()).count());
        model.addAttribute(
                "numbers", numbers.stream().flatMap(n -> n.of(studio).stream()).toList());
        model.addAttribute("honours", profile.honours(id));
        model.addAttribute(
                "ofKind",
                profile.kindFields(studio, pages.of(request).english()).stream()
                        .filter(f -> !f.value().isEmpty())
                        .toList());
        model.addAttribute("photos", files.of(id, PageFileKind.PHOTO));
        model.addAttribute("ruleFiles", files.of(id, PageFileKind.RULES));
        model.addAttribute("sums", profile.fundsShown(id) ? funds.sums(id) : List.of());
        model.addAttribute(
                "links",
                links.stream()
                        .map(l -> l.of(actor, studio))
                        .flatMap(Optional::stream)
                        .toList());
        return "studios/page/studio";
    }
}
