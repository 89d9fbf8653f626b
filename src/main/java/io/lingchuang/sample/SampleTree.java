package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;

import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The federation tree of the sample, with clusters, chains and occupations. */
@Component
class SampleTree {

    /** code; territorial superior; industrial superior or -; name; ownership; industry; group or - */
    private static final String ENTERPRISES = """
            QY001;XSQ;HBKY;临涣煤矿;STATE_OWNED;采矿;淮北矿业
            QY002;SXX;HBKY;童亭煤矿;STATE_OWNED;采矿;淮北矿业
            QY003;SXX;HBKY;临涣选煤厂;STATE_OWNED;采矿;淮北矿业
            QY004;LSQ;HBKY;淮北矿业工程建设公司;STATE_OWNED;建筑;淮北矿业
            QY005;DJQ;HBKY;朔里煤矿;STATE_OWNED;采矿;皖北煤电
            QY006;XSQ;-;淮北供电公司;STATE_OWNED;电力;国家电网
            QY007;XSQ;-;相山棉纺织有限公司;NON_PUBLIC;纺织;-
            QY008;DJQ;-;高岳机械制造有限公司;NON_PUBLIC;装备制造;-
            QY009;DJQ;-;龙湖电气有限公司;NON_PUBLIC;装备制造;-
            QY010;LSQ;-;烈山铝基新材料有限公司;NON_PUBLIC;新材料;-
            QY011;LSQ;-;南湖生物医药有限公司;NON_PUBLIC;医药;-
            QY012;SXX;-;口子酒业股份有限公司;NON_PUBLIC;食品;-
            QY013;SXX;-;濉溪面粉有限公司;NON_PUBLIC;食品;-
            QY014;SXX;-;濉溪种业科技有限公司;NON_PUBLIC;农业;-
            QY015;XSQ;JKWW;淮北市人民医院;PUBLIC_INSTITUTION;卫生;-
            QY016;XSQ;JKWW;淮北职业技术学院;PUBLIC_INSTITUTION;教育;-
            QY017;XSQ;JKWW;相山区第一实验小学;PUBLIC_INSTITUTION;教育;-
            QY018;XSQ;CMJS;淮北市公共交通有限公司;STATE_OWNED;交通;-
            QY019;DJQ;CMJS;杜集建设工程有限公司;NON_PUBLIC;建筑;-
            QY020;LSQ;CMJS;淮北供水有限公司;STATE_OWNED;公用事业;-
            """;

    private static final String OCCUPATIONS = """
            6-16-01-05;采煤工;采矿
            6-16-01-08;矿井通风工;采矿
            6-16-01-13;矿山救护工;采矿
            6-16-02-01;选矿工;采矿
            6-28-01-06;继电保护员;电力
            6-28-01-14;配电网运行工;电力
            6-31-01-03;电工;通用
            6-18-02-04;焊工;通用
            6-18-01-07;车工;装备制造
            6-20-01-01;装配钳工;装备制造
            6-04-01-02;纺纱工;纺织
            6-04-02-07;织布工;纺织
            6-02-06-07;酿酒师;食品
            6-01-01-01;制粉工;食品
            6-12-01-00;药物制剂工;医药
            5-01-02-01;农作物种子繁育员;农业
            2-05-08-01;护士;卫生
            2-08-02-00;职业学校教师;教育
            2-08-03-01;小学教师;教育
            4-02-02-01;公交车驾驶员;交通
            6-29-01-03;混凝土工;建筑
            6-28-03-01;水生产处理工;公用事业
            """;

    private final DSLContext dsl;
    private final Tree tree;

    SampleTree(DSLContext dsl, Tree tree) {
        this.dsl = dsl;
        this.tree = tree;
    }

    void load() {
        Map<String, Node> nodes = new HashMap<>();
        Node city = tree.add(null, Node.Kind.CITY, "淮北市总工会", "HB", null);
        dsl.update(NODE)
                .set(NODE.ORGAN_CODE, "淮工")
                .set(NODE.ABOVE, "安徽省总工会")
                .where(NODE.ID.eq(city.id()))
                .execute();
        nodes.put("HB", city);
        for (String[] county :
                new String[][] {{"XSQ", "相山区总工会"}, {"DJQ", "杜集区总工会"}, {"LSQ", "烈山区总工会"}, {"SXX", "濉溪县总工会"}}) {
            nodes.put(county[0], tree.add(city, Node.Kind.COUNTY, county[1], county[0], null));
        }
        for (String[] industry : new String[][] {{"HBKY", "淮北市煤矿产业工会"}, {"JKWW", "淮北市教科文卫工会"}, {"CMJS", "淮北市财贸建设工会"}}) {
            nodes.put(industry[0], tree.add(city, Node.Kind.INDUSTRY, industry[1], industry[0], null));
        }
        clusters();
        ENTERPRISES.lines().map(l -> l.split(";")).forEach(e -> enterprise(e, nodes));
        OCCUPATIONS
                .lines()
                .map(l -> l.split(";"))
                .forEach(o -> dsl.insertInto(OCCUPATION)
                        .set(OCCUPATION.CODE, o[0])
                        .set(OCCUPATION.NAME, o[1])
                        .set(OCCUPATION.CATEGORY, o[2])
                        .execute());
    }

    private void enterprise(String[] e, Map<String, Node> nodes) {
        Node industrial = nodes.get(e[2]);
        Node node = tree.add(nodes.get(e[1]), Node.Kind.ENTERPRISE, e[3], e[0], industrial);
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, node.id())
                .set(ENTERPRISE.OWNERSHIP, e[4])
                .set(ENTERPRISE.INDUSTRY, e[5])
                .set(ENTERPRISE.GROUP_NAME, e[6].equals("-") ? null : e[6])
                .set(ENTERPRISE.STAFF, 200)
                .execute();
        if (e[0].equals("QY001") || e[0].equals("QY007")) {
            tree.add(node, Node.Kind.BRANCH, e[3] + "第一分会", e[0] + "F1", null);
            tree.add(node, Node.Kind.BRANCH, e[3] + "第二分会", e[0] + "F2", null);
        }
    }

    /** 五群十链: the sample's names; the city keeps its own. */
    private void clusters() {
        String[][] clusters = {
            {"新材料", "铝基新材料链", "高分子材料链"},
            {"装备制造", "矿山装备链", "智能电气链"},
            {"绿色食品", "白酒链", "面制食品链"},
            {"生命健康", "生物医药链", "健康服务链"},
            {"新能源与信息", "新能源链", "电子信息链"}
        };
        int chain = 1;
        for (int i = 0; i < clusters.length; i++) {
            long cluster = dsl.insertInto(CLUSTER)
                    .set(CLUSTER.CODE, "C" + (i + 1))
                    .set(CLUSTER.NAME, clusters[i][0] + "产业集群")
                    .returningResult(CLUSTER.ID)
                    .fetchSingle()
                    .value1();
            for (int k = 1; k < clusters[i].length; k++) {
                dsl.insertInto(CHAIN)
                        .set(CHAIN.CODE, "L" + chain++)
                        .set(CHAIN.NAME, clusters[i][k])
                        .set(CHAIN.CLUSTER_ID, cluster)
                        .execute();
            }
        }
    }
}
