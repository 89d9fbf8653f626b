package io.lingchuang.review.blind;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How people call a unit: a company's name is region, brand 字号, trade and form, and any of them may be left out but the brand. Derived by
 * taking off what stands in these lists; what nothing is left of tells nobody apart and is no short form.
 */
final class ShortForms {

    private static final List<String> UNION = List.of("工会委员会", "工会联合会", "联合工会", "工会工作委员会", "工会小组", "总工会", "工会");
    private static final List<String> FORM =
            List.of("有限责任公司", "股份有限公司", "有限公司", "股份公司", "集团公司", "总公司", "分公司", "子公司", "公司", "集团", "总厂", "股份", "控股");
    private static final List<String> TRADE = List.of(
            "煤矿", "矿业", "煤业", "煤电", "能源", "电力", "发电厂", "发电", "电厂", "供电", "热电", "纺织厂", "纺织", "服装", "机械厂", "机械", "机电",
            "电气", "电子", "电器", "化工", "化学", "材料", "建材", "水泥", "钢铁", "铝业", "金属", "冶金", "制造", "汽车", "重工", "装备", "科技", "技术",
            "信息", "软件", "实业", "工业", "投资", "建设", "建筑", "安装", "工程", "食品", "酒业", "粮油", "农业", "药业", "医药", "生物", "环保", "物流",
            "运输", "交通", "公交", "铁路", "水务", "燃气", "医院", "中心", "学校", "中学", "小学", "大学", "学院", "师范", "职业", "研究院", "研究所",
            "设计院", "人民", "第一", "第二", "第三", "银行", "保险", "商贸", "贸易", "服务", "管理", "处", "厂", "矿", "局");

    private ShortForms() {}

    /** @param regions names of places around, such as 安徽省, 淮北市, 杜集区; without their last character they count too */
    static Set<String> of(String name, List<String> regions) {
        String whole = Telltale.plain(name);
        Set<String> forms = new LinkedHashSet<>();
        add(forms, whole);
        String core = withoutEnds(withoutEnds(whole, UNION).replaceAll("[(（][^)）]*[)）]", ""), FORM);
        String brand = withoutEnds(withoutRegions(core, regions), TRADE);
        boolean distinct = brand.length() >= 2 && regions.stream().noneMatch(r -> r.startsWith(brand));
        if (distinct) {
            add(forms, withoutRegions(core, regions));
            add(forms, brand);
        }
        if (distinct || core.length() >= 4) {
            add(forms, core);
        }
        return forms;
    }

    private static void add(Set<String> forms, String form) {
        if (form.length() >= 2) {
            forms.add(form);
        }
    }

    private static String withoutEnds(String name, List<String> ends) {
        String left = name;
        for (boolean again = true; again; ) {
            again = false;
            for (String end : ends) {
                if (left.endsWith(end)) {
                    left = left.substring(0, left.length() - end.length());
                    again = true;
                    break;
                }
            }
        }
        return left;
    }

    private static String withoutRegions(String name, List<String> regions) {
        String left = name;
        for (boolean again = true; again; ) {
            again = false;
            for (String region : regions) {
                String bare = region.length() > 2 ? region.substring(0, region.length() - 1) : region;
                String taken = left.startsWith(region) ? region : left.startsWith(bare) ? bare : "";
                if (!taken.isEmpty()) {
                    left = left.substring(taken.length());
                    again = true;
                    break;
                }
            }
        }
        return left;
    }
}
