package io.lingchuang.vetting;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryAccess;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.EntryView;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Many entries at once: first what would be done and what not, then each by itself, with a report. */
@Controller
public class BulkPages {

    private static final int MOST = 200;

    /** @param hindrance why it cannot be done, in words; "" when it can */
    public record Planned(long id, String number, String title, int version, EntryState state, String hindrance) {
        public boolean able() {
            return hindrance.isEmpty();
        }
    }

    private record Place(long call, long node, String category) {}

    private final Vetting vetting;
    private final EntryView.Reader views;
    private final EntryAccess access;
    private final Forms forms;

    BulkPages(Vetting vetting, EntryView.Reader views, EntryAccess access, Forms forms) {
        this.vetting = vetting;
        this.views = views;
        this.access = access;
        this.forms = forms;
    }

    @Allowed({Right.VET, Right.CHECK_FORM})
    @PostMapping("/vetting/bulk")
    String preview(@RequestParam(name = "id", defaultValue = "") List<Long> ids, Actor actor, Model model) {
        List<Planned> planned = plan(ids, actor);
        model.addAttribute(
                "form", recommends(planned) ? Form.empty().put("reason", forms.text("vetting.agree")) : Form.empty());
        return page(planned, model);
    }

    private static String page(List<Planned> planned, Model model) {
        model.addAttribute("planned", planned);
        model.addAttribute("recommends", recommends(planned));
        return "vetting/bulk";
    }

    private static boolean recommends(List<Planned> planned) {
        return planned.stream().anyMatch(p -> p.able() && p.state() == EntryState.VETTING);
    }

    /** In the order ticked: each takes its place of the quota before the next is looked at, as it will when it is done. */
    private List<Planned> plan(List<Long> ids, Actor actor) {
        Map<Place, Integer> taken = new HashMap<>();
        List<Planned> planned = new ArrayList<>();
        for (long id : ids.stream().distinct().limit(MOST).toList()) {
            EntryView view = views.of(id);
            access.requireSee(actor, view.entry());
            planned.add(new Planned(
                    id,
                    String.valueOf(view.entry().number()),
                    view.entry().title(),
                    view.entry().version(),
                    view.entry().state(),
                    hindrance(view, actor, taken)));
        }
        return planned;
    }

    private String hindrance(EntryView view, Actor actor, Map<Place, Integer> taken) {
        Entry entry = view.entry();
        Refusal hindrance = vetting.hindrance(actor, entry);
        if (hindrance != null) {
            return forms.text(hindrance);
        }
        if (entry.state() != EntryState.VETTING && entry.state() != EntryState.FORMAL_CHECK) {
            return forms.text("vetting.notHere");
        }
        var binding = vetting.quota(view.call(), entry);
        for (var quota : binding) {
            if (quota.left() - taken.getOrDefault(place(entry, quota), 0) <= 0) {
                return forms.text("vetting.beyondQuota", quota.places(), quota.left());
            }
        }
        binding.forEach(q -> taken.merge(place(entry, q), 1, Integer::sum));
        return "";
    }

    private static Place place(Entry entry, Allotments.Allotment quota) {
        long node = entry.atNodeId() == null ? 0 : entry.atNodeId();
        return new Place(entry.callId(), node, String.valueOf(quota.category()));
    }

    /** Each entry by itself: one that cannot be done does not stop the others, and the report says which and why. */
    @Allowed({Right.VET, Right.CHECK_FORM})
    @PostMapping("/vetting/bulk/do")
    String bulk(
            @RequestParam(name = "entry", defaultValue = "") List<String> entries,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        Map<Long, Integer> seen = new java.util.LinkedHashMap<>();
        for (String entry : entries.stream().distinct().limit(MOST).toList()) {
            if (entry.matches("[0-9]{1,18}-[0-9]{1,9}")) {
                String[] idAndVersion = entry.split("-");
                seen.put(Long.valueOf(idAndVersion[0]), Integer.valueOf(idAndVersion[1]));
            }
        }
        List<Planned> planned = plan(List.copyOf(seen.keySet()), actor);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    if (recommends(planned)) {
                        Vetting.needed(reason);
                    }
                    decide(actor, seen, reason, recommends(planned));
                    return "/vetting";
                },
                () -> page(planned, model));
    }

    /** An opinion on what is recommended is none on what is accepted beside it. */
    private void decide(Actor actor, Map<Long, Integer> seen, String reason, boolean recommends) {
        forms.partByPart();
        int done = 0;
        List<String> skipped = new ArrayList<>();
        for (var each : seen.entrySet()) {
            Entry entry = views.of(each.getKey()).entry();
            access.requireSee(actor, entry);
            try {
                if (entry.state() == EntryState.FORMAL_CHECK) {
                    vetting.accept(actor, entry.id(), each.getValue(), recommends ? "" : reason);
                } else {
                    vetting.recommend(actor, entry.id(), each.getValue(), reason);
                }
                done++;
            } catch (Refusal refusal) {
                skipped.add(entry.number() + "：" + forms.text(refusal));
            }
        }
        forms.flash("vetting.bulkDone", done, skipped.size(), String.join("；", skipped));
    }
}
