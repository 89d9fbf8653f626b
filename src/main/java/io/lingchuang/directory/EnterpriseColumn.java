package io.lingchuang.directory;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The columns of a sheet of enterprises as its first row names them; their order there is free. */
public enum EnterpriseColumn {
    NAME("单位名称"),
    SUPERIOR("上级工会编码或名称"),
    OWNERSHIP("单位性质"),
    INDUSTRY("行业"),
    CODE("单位编码"),
    UNION("产业工会编码或名称"),
    CREDIT_CODE("统一社会信用代码"),
    GROUP("所属集团"),
    STAFF("职工人数"),
    CONTACT("联系人"),
    PHONE("联系电话");

    static final List<EnterpriseColumn> NEEDED = List.of(NAME, SUPERIOR, OWNERSHIP, INDUSTRY);

    /** Stands in the sheets that people keep, in Chinese whatever language the page is in. */
    public final String heading;

    EnterpriseColumn(String heading) {
        this.heading = heading;
    }

    static List<String> headings() {
        return Arrays.stream(values()).map(c -> c.heading).toList();
    }

    /** Which column of the sheet holds what; "上级工会" and "产业工会" do, as people write them. */
    static Map<EnterpriseColumn, Integer> places(List<String> firstRow) {
        Map<EnterpriseColumn, Integer> places = new EnumMap<>(EnterpriseColumn.class);
        for (int i = 0; i < firstRow.size(); i++) {
            String heading = firstRow.get(i).replaceAll("[\\s*＊]", "");
            for (EnterpriseColumn column : values()) {
                if (!heading.isEmpty()
                        && (heading.equals(column.heading)
                                || heading.concat("编码或名称").equals(column.heading))) {
                    places.putIfAbsent(column, i);
                }
            }
        }
        return places;
    }
}
