package io.lingchuang.directory;

import java.util.Arrays;
import java.util.List;

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
}
