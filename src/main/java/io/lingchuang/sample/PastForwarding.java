package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.sample.Invented.Draw;
import java.util.Comparator;
import java.util.List;

/** The suggestions that the city put forward to the province, under one letter. */
final class PastForwarding {

    private static final int COUNT = 412;
    private static final String PROVINCE = "安徽省总工会";

    private final Call call;
    private final Season season;
    private final Office office;
    private final PastNumbers numbers;
    private final Ids ids;

    PastForwarding(Call call, Season season, Office office, PastNumbers numbers, Ids ids) {
        this.call = call;
        this.season = season;
        this.office = office;
        this.numbers = numbers;
        this.ids = ids;
    }

    void write(Rows rows, List<PastEntry> entries, Scale scale) {
        var day = office.working(season.panels());
        var at = Office.hour(day, office.invented().random(Draw.RESULT, call.id()));
        var letter = numbers.document(rows, ids, season.year(), call.title() + "：报送省总工会", office.city(), at);
        entries.stream()
                .filter(e -> e.state == EntryState.ACCEPTED)
                .sorted(Comparator.comparingDouble((PastEntry e) -> -e.merit).thenComparing(e -> e.id))
                .limit(scale.of(COUNT))
                .sorted(Comparator.comparing(e -> e.id))
                .forEach(e -> {
                    rows.add(
                            Into.FORWARDED,
                            e.id,
                            PROVINCE,
                            letter.toString(),
                            day,
                            office.city().account());
                    e.note(at, office.city(), call.hostNodeId(), "putForward", PROVINCE + " " + letter);
                });
    }
}
