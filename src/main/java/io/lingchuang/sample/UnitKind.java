package io.lingchuang.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What units of an industry are like, from units.txt. cluster: 1 to 5, or 0; union: code of the industry union, or "-". */
record UnitKind(String industry, int perMille, int[] ownership, String union, int cluster, List<String> endings) {

    private static final List<String> OWNERSHIPS = List.of("STATE_OWNED", "NON_PUBLIC", "PUBLIC_INSTITUTION");

    static List<UnitKind> all() {
        List<UnitKind> kinds = new ArrayList<>();
        List<String> lines = Phrases.lines("units.txt");
        for (int i = 0; i < lines.size(); i += 2) {
            String[] head = lines.get(i).split(" ");
            kinds.add(new UnitKind(
                    head[1],
                    Integer.parseInt(head[2]),
                    new int[] {Integer.parseInt(head[3]), Integer.parseInt(head[4]), Integer.parseInt(head[5])},
                    head[6],
                    head[7].equals("-") ? 0 : Integer.parseInt(head[7]),
                    List.of(lines.get(i + 1).split("、"))));
        }
        return kinds;
    }

    static UnitKind drawn(List<UnitKind> kinds, SplittableRandom random) {
        int at = random.nextInt(kinds.stream().mapToInt(UnitKind::perMille).sum());
        for (UnitKind kind : kinds) {
            at -= kind.perMille;
            if (at < 0) {
                return kind;
            }
        }
        throw new IllegalStateException();
    }

    /** A place's own school, hospital or station is public; a firm is not. */
    String ownership(String ending, SplittableRandom random) {
        if (ending.startsWith("＊")) {
            return OWNERSHIPS.getLast();
        }
        return random.nextInt(ownership[0] + ownership[1]) < ownership[0] ? OWNERSHIPS.get(0) : OWNERSHIPS.get(1);
    }

    String ending(SplittableRandom random) {
        return endings.get(random.nextInt(endings.size()));
    }
}
