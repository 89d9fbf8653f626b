package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallTemplate;
import io.lingchuang.calls.CallTemplates;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Level;
import io.lingchuang.calls.PublishCheck;
import io.lingchuang.calls.Round;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** Writes the calls of past years from the product's own templates, with quotas and tiers of the sample's own, and reads them back as the product does. */
@Component
class PastCalls {

    /** code, name, places, prize */
    private record Tier(String code, String name, int places, int prize) {}

    private static final List<Tier> FIVE_SMALL = List.of(
            new Tier("FIRST", "一等奖", 20, 2000),
            new Tier("SECOND", "二等奖", 60, 1000),
            new Tier("THIRD", "三等奖", 120, 500));

    /** A hundred results: 170,000 yuan, of which the first batch pays 150,000. */
    private static final List<Tier> OUTSTANDING = List.of(
            new Tier("FIRST", "优秀成果一等", 10, 5000),
            new Tier("SECOND", "优秀成果二等", 30, 2000),
            new Tier("THIRD", "优秀成果三等", 60, 1000));

    private static final List<Tier> SUGGESTION = List.of(new Tier("EXCELLENT", "优秀合理化建议", 50, 500));

    private final CallTemplates templates;
    private final Calls calls;
    private final ObjectMapper json;

    PastCalls(CallTemplates templates, Calls calls, ObjectMapper json) {
        this.templates = templates;
        this.calls = calls;
        this.json = json;
    }

    Call write(BulkLoad load, Ids ids, Office office, Season season, List<Unit> units, Scale scale, Trail audit) {
        CallTemplate t = templates.all().stream()
                .filter(c -> c.code().equals(season.template()))
                .findFirst()
                .orElseThrow(NotFound::new);
        SplittableRandom random =
                office.invented().random(Invented.Draw.RESULT, season.title().hashCode());
        long id = ids.next(Into.CALLS);
        Instant made = Office.hour(office.days().minus(season.opens(), 8), random);
        Instant published = Office.hour(office.days().minus(season.opens(), 2), random);
        Instant closed = season.closes().atTime(18, 0).atZone(Page.ZONE).toInstant();
        Rows rows = new Rows();
        rows.add(
                Into.CALLS,
                id,
                office.cityNode(),
                season.title(),
                season.programme(),
                season.year(),
                t.kind(),
                t.introduction(),
                t.intake(),
                season.opens().atTime(9, 0).atZone(Page.ZONE).toInstant(),
                closed,
                Call.State.CLOSED,
                json.writeValueAsString(t.eligibility()),
                json.writeValueAsString(t.form()),
                json.writeValueAsString(t.declarations()),
                json.writeValueAsString(t.rubric()),
                t.lines(),
                t.maxCompleters(),
                t.noticeDays(),
                office.city().account(),
                made,
                published,
                3);
        for (Round r : season.rounds()) {
            rows.add(Into.ROUNDS, id, r.position(), r.form(), r.weight(), r.keeps());
        }
        for (int i = 0; i < t.categories().size(); i++) {
            var c = t.categories().get(i);
            rows.add(Into.CATEGORIES, ids.next(Into.CATEGORIES), id, c.code(), c.name(), i + 1);
        }
        for (int i = 0; i < t.route().size(); i++) {
            rows.add(Into.LEVELS, id, i + 1, t.route().get(i));
        }
        places(rows, ids, id, season, units, scale);
        load.write(rows);
        audit.record(made, office.city(), "calls.create", "call", id, season.title());
        audit.record(published, office.city(), "calls.publish", "call", id, null);
        audit.record(closed, office.city(), "calls.close", "call", id, null);
        Call call = calls.call(id);
        if (!PublishCheck.missing(call).isEmpty()) {
            throw new IllegalStateException(season.title() + " lacks " + PublishCheck.missing(call));
        }
        return call;
    }

    private static void places(Rows rows, Ids ids, long call, Season season, List<Unit> units, Scale scale) {
        List<Tier> tiers = switch (season.programme()) {
            case "FIVE_SMALL" -> FIVE_SMALL;
            case "OUTSTANDING" -> OUTSTANDING;
            default -> SUGGESTION;
        };
        for (int i = 0; i < tiers.size(); i++) {
            Tier tier = tiers.get(i);
            rows.add(
                    Into.TIERS,
                    ids.next(Into.TIERS),
                    call,
                    i + 1,
                    tier.code(),
                    tier.name(),
                    scale.of(tier.places()),
                    tier.prize());
        }
        boolean five = season.programme().equals("FIVE_SMALL");
        rows.add(Into.QUOTAS, call, Level.ENTERPRISE, null, five ? 5 : 2);
        rows.add(
                Into.QUOTAS,
                call,
                Level.COUNTY_OR_INDUSTRY,
                null,
                Math.max(2, scale.of(five ? 105 : season.programme().equals("OUTSTANDING") ? 28 : 55)));
        for (Unit unit : units) {
            if (five && unit.people() > 250) {
                rows.add(Into.QUOTAS, call, Level.ENTERPRISE, unit.node().id(), 12);
            }
        }
    }
}
