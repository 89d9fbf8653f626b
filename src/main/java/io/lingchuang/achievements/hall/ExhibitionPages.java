package io.lingchuang.achievements.hall;

import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.documents.Picture;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.PublicItem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The released halls, open to everybody, with their catalogue. Nobody votes and nothing is counted. */
@Controller
class ExhibitionPages {

    /** Pixels of the longer side of a photo in the catalogue: 62 mm at 300 dots an inch. */
    private static final int PHOTO = 730;

    private final Halls halls;
    private final HallLists lists;
    private final Tree tree;
    private final Pdf pdf;
    private final Files files;
    private final Pages pages;

    ExhibitionPages(Halls halls, HallLists lists, Tree tree, Pdf pdf, Files files, Pages pages) {
        this.halls = halls;
        this.lists = lists;
        this.tree = tree;
        this.pdf = pdf;
        this.files = files;
        this.pages = pages;
    }

    @Bean
    static PublicItem exhibitionOpen() {
        return new PublicItem("achievements.exhibition", "/exhibition", 50);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/exhibition")
    String all(@RequestParam(defaultValue = "") String q, Model model) {
        String words = q.strip();
        model.addAttribute("q", words);
        model.addAttribute("found", words.isEmpty() || words.length() > 100 ? List.of() : lists.found(words));
        model.addAttribute("halls", halls.released());
        model.addAttribute("organ", tree.cityName());
        return "achievements/exhibitions";
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/exhibition/{year}")
    String hall(@PathVariable int year, Model model) {
        model.addAttribute("hall", halls.released(year));
        model.addAttribute("categories", lists.shown(year));
        model.addAttribute("organ", tree.cityName());
        return "achievements/exhibition";
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/exhibition/{year}/exhibits/{exhibit}")
    String exhibit(@PathVariable int year, @PathVariable long exhibit, Model model) {
        model.addAttribute("hall", halls.released(year));
        model.addAttribute("exhibit", lists.shown(year, exhibit));
        model.addAttribute("organ", tree.cityName());
        return "achievements/exhibit";
    }

    /** Takes a while to set: fewer at once than pages. */
    @Everyone
    @Limited(times = 30)
    @GetMapping("/exhibition/{year}/catalogue.pdf")
    void catalogue(@PathVariable int year, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Hall hall = halls.released(year);
        var categories = lists.shown(year);
        byte[] bytes = pdf.render(
                "pdf/catalogue.jte",
                Map.of(
                        "page", pages.of(request),
                        "hall", hall,
                        "categories", categories,
                        "photos", firstPhotos(categories),
                        "organ", tree.cityName()));
        ListExport.attachment(response, hall.title() + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    /** The first photo of each, small enough for paper. */
    private Map<UUID, String> firstPhotos(Map<String, List<Exhibit>> categories) throws IOException {
        Map<UUID, String> found = new HashMap<>();
        List<UUID> firsts = categories.values().stream()
                .flatMap(List::stream)
                .flatMap(e -> e.photos().stream().limit(1))
                .toList();
        for (StoredFile file : files.find(firsts).values()) {
            try (InputStream in = files.open(file)) {
                Picture.inside(in, PHOTO).ifPresent(p -> found.put(file.id(), p));
            }
        }
        return found;
    }
}
