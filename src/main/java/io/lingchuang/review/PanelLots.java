package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_LOT;

import io.lingchuang.platform.text.Sha256;
import io.lingchuang.review.onsite.Lot;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which entries come to a panel that takes a part of those that wait 抽签分组: the house makes a seed, and {@link Lot} the order of the
 * entries' numbers from it. The seed and everybody who was in the draw stay on record, so that anybody can repeat it; a panel that is dissolved
 * to draw anew leaves its draw on record too.
 */
@Component
public class PanelLots {

    private static final SecureRandom SEEDS = new SecureRandom();

    /** @param hash by which the entry was put in its place */
    public record Place(int place, String number, String hash, boolean taken) {}

    public record Draw(String seed, List<Place> places) {

        public long taken() {
            return places.stream().filter(Place::taken).count();
        }

        /** Whether the order follows from the seed, and the first of it were taken. */
        public boolean holds() {
            List<String> numbers = places.stream().map(Place::number).toList();
            List<String> again =
                    Lot.order(seed, numbers).stream().map(Lot.Drawn::code).toList();
            return numbers.equals(again) && places.stream().allMatch(p -> p.taken() == (p.place() <= taken()));
        }
    }

    private final DSLContext dsl;

    PanelLots(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Draws so many of the entries. */
    Set<Long> draw(long panel, List<Long> waiting, int many) {
        byte[] random = new byte[32];
        SEEDS.nextBytes(random);
        String seed = HexFormat.of().formatHex(random);
        dsl.update(PANEL).set(PANEL.LOT_SEED, seed).where(PANEL.ID.eq(panel)).execute();
        Map<String, Long> byNumber = dsl.select(ENTRY.NUMBER, ENTRY.ID)
                .from(ENTRY)
                .where(ENTRY.ID.in(waiting))
                .fetchMap(ENTRY.NUMBER, ENTRY.ID);
        Set<Long> taken = new HashSet<>();
        int place = 0;
        for (Lot.Drawn drawn : Lot.order(seed, byNumber.keySet())) {
            long entry = Objects.requireNonNull(byNumber.get(drawn.code()));
            boolean in = ++place <= many;
            dsl.insertInto(PANEL_LOT, PANEL_LOT.PANEL_ID, PANEL_LOT.ENTRY_ID, PANEL_LOT.PLACE, PANEL_LOT.TAKEN)
                    .values(panel, entry, place, in)
                    .execute();
            if (in) {
                taken.add(entry);
            }
        }
        return taken;
    }

    /** Null where the panel took all that waited. */
    public @Nullable Draw of(long panel) {
        String seed =
                dsl.select(PANEL.LOT_SEED).from(PANEL).where(PANEL.ID.eq(panel)).fetchOne(PANEL.LOT_SEED);
        return seed == null
                ? null
                : new Draw(
                        seed,
                        dsl.select(PANEL_LOT.PLACE, ENTRY.NUMBER, PANEL_LOT.TAKEN)
                                .from(PANEL_LOT)
                                .join(ENTRY)
                                .on(ENTRY.ID.eq(PANEL_LOT.ENTRY_ID))
                                .where(PANEL_LOT.PANEL_ID.eq(panel))
                                .orderBy(PANEL_LOT.PLACE)
                                .fetch(r -> new Place(
                                        r.value1(), r.value2(), Sha256.hex(seed + " " + r.value2()), r.value3())));
    }
}
