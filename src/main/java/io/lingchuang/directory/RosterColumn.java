package io.lingchuang.directory;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The columns of a roster as the sheet's first row names them; their order there is free. */
public enum RosterColumn {
    NAME("姓名"),
    UNIT("单位编码或名称"),
    STAFF_NUMBER("工号"),
    PHONE("手机号"),
    OCCUPATION("工种编码或名称"),
    SKILL_LEVEL("技能等级"),
    FRONT_LINE("一线职工"),
    UNIT_HEAD("单位负责人");

    /** Stands in the sheets that people keep, in Chinese whatever language the page is in. */
    public final String heading;

    RosterColumn(String heading) {
        this.heading = heading;
    }

    static List<String> headings() {
        return Arrays.stream(values()).map(c -> c.heading).toList();
    }

    /** Which column of the sheet holds what; "单位" and "单位名称" do for the unit, as people write them. */
    static Map<RosterColumn, Integer> places(List<String> firstRow) {
        Map<RosterColumn, Integer> places = new EnumMap<>(RosterColumn.class);
        for (int i = 0; i < firstRow.size(); i++) {
            String heading = firstRow.get(i).replaceAll("[\\s*＊]", "");
            for (RosterColumn column : values()) {
                boolean named = heading.equals(column.heading)
                        || (column == UNIT
                                && (heading.equals("单位") || heading.equals("单位名称") || heading.equals("单位编码")))
                        || (column == OCCUPATION && heading.equals("工种"));
                if (named) {
                    places.putIfAbsent(column, i);
                }
            }
        }
        return places;
    }
}
