package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Enterprises within reach; occupations; clusters with their chains. */
@Component
public class EnterpriseLists {

    record Row(
            long id,
            String name,
            String code,
            Ownership ownership,
            String industry,
            @Nullable String superior,
            @Nullable String union,
            @Nullable String cluster,
            @Nullable String chain,
            @Nullable String group,
            @Nullable Integer staff,
            @Nullable String contact,
            @Nullable String contactPhone) {}

    record OccupationRow(long id, String code, String name, String category) {}

    public record Cluster(long id, String code, String name, List<Chain> chains) {}

    public record Chain(long id, String code, String name) {}

    private final DSLContext dsl;

    EnterpriseLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> enterprises(Actor actor, Page page) {
        var superior = NODE.as("superior");
        var union = NODE.as("industry");
        return new Listing<>(
                        dsl,
                        "directory.enterprises",
                        condition -> dsl.select(ENTERPRISE.fields())
                                .select(
                                        NODE.ID,
                                        NODE.NAME,
                                        NODE.CODE,
                                        superior.NAME,
                                        union.NAME,
                                        CLUSTER.NAME,
                                        CHAIN.NAME)
                                .from(ENTERPRISE)
                                .join(NODE)
                                .on(NODE.ID.eq(ENTERPRISE.NODE_ID))
                                .leftJoin(superior)
                                .on(superior.ID.eq(NODE.PARENT_ID))
                                .leftJoin(union)
                                .on(union.ID.eq(NODE.INDUSTRY_PARENT_ID))
                                .leftJoin(CLUSTER)
                                .on(CLUSTER.ID.eq(ENTERPRISE.CLUSTER_ID))
                                .leftJoin(CHAIN)
                                .on(CHAIN.ID.eq(ENTERPRISE.CHAIN_ID))
                                .where(actor.within(Right.SEE_DIRECTORY, NODE.PATH, NODE.INDUSTRY_PATH))
                                .and(condition),
                        r -> new Row(
                                r.get(NODE.ID),
                                r.get(NODE.NAME),
                                r.get(NODE.CODE),
                                Ownership.valueOf(r.get(ENTERPRISE.OWNERSHIP)),
                                r.get(ENTERPRISE.INDUSTRY),
                                r.get(superior.NAME),
                                r.get(union.NAME),
                                r.get(CLUSTER.NAME),
                                r.get(CHAIN.NAME),
                                r.get(ENTERPRISE.GROUP_NAME),
                                r.get(ENTERPRISE.STAFF),
                                r.get(ENTERPRISE.CONTACT_NAME),
                                r.get(ENTERPRISE.CONTACT_PHONE)))
                .up(NODE.CODE)
                .filter(Filter.text(
                        "q",
                        "directory.unitSearch",
                        q -> NODE.NAME.containsIgnoreCase(q).or(NODE.CODE.startsWithIgnoreCase(q))))
                .filter(Filter.constants(
                        "ownership", "directory.ownership", Ownership.class, ENTERPRISE.OWNERSHIP, page))
                .filter(Filter.text("industry", "directory.industry", q -> ENTERPRISE.INDUSTRY.containsIgnoreCase(q)))
                .filter(Filter.choice(
                        "cluster",
                        "directory.cluster",
                        clusterChoices(),
                        v -> ENTERPRISE.CLUSTER_ID.eq(Long.valueOf(v))))
                .filter(Filter.choice(
                        "chain", "directory.chain", chainChoices(), v -> ENTERPRISE.CHAIN_ID.eq(Long.valueOf(v))))
                .column(Column.<Row>of("name", "directory.unit", Row::name)
                        .link(r -> "/directory/enterprises/" + r.id()))
                .column(Column.of("code", "directory.unitCode", Row::code))
                .column(Column.of("ownership", "directory.ownership", Row::ownership))
                .column(Column.of("industry", "directory.industry", Row::industry))
                .column(Column.of("superior", "directory.superior", Row::superior))
                .column(Column.of("union", "directory.industrySuperior", Row::union))
                .column(Column.of("staff", "directory.staff", Row::staff))
                .column(Column.of("cluster", "directory.cluster", Row::cluster).more())
                .column(Column.of("chain", "directory.chain", Row::chain).more())
                .column(Column.of("group", "directory.group", Row::group).more())
                .column(Column.of("contact", "directory.contact", Row::contact).more())
                .column(Column.<Row>of("contactPhone", "directory.contactPhone", r -> Mask.phone(r.contactPhone()))
                        .more());
    }

    Listing<OccupationRow> occupations(boolean keeps) {
        Column<OccupationRow> name = Column.of("name", "directory.occupation", OccupationRow::name);
        return new Listing<>(
                        dsl,
                        "directory.occupations",
                        condition ->
                                dsl.select(OCCUPATION.fields()).from(OCCUPATION).where(condition),
                        r -> new OccupationRow(
                                r.get(OCCUPATION.ID),
                                r.get(OCCUPATION.CODE),
                                r.get(OCCUPATION.NAME),
                                r.get(OCCUPATION.CATEGORY)))
                .up(OCCUPATION.CODE)
                .filter(Filter.text(
                        "q",
                        "directory.occupationSearch",
                        q -> OCCUPATION.NAME.containsIgnoreCase(q).or(OCCUPATION.CODE.startsWith(q))))
                .filter(Filter.text("category", "directory.category", q -> OCCUPATION.CATEGORY.containsIgnoreCase(q)))
                .column(Column.of("code", "directory.occupationCode", OccupationRow::code))
                .column(keeps ? name.link(r -> "/directory/occupations/" + r.id()) : name)
                .column(Column.of("category", "directory.category", OccupationRow::category));
    }

    List<Cluster> clusters() {
        Map<Long, List<Chain>> chains = dsl.selectFrom(CHAIN)
                .where(CHAIN.CLUSTER_ID.isNotNull())
                .orderBy(CHAIN.CODE)
                .fetchGroups(CHAIN.CLUSTER_ID, c -> new Chain(c.getId(), c.getCode(), c.getName()));
        return dsl.selectFrom(CLUSTER)
                .orderBy(CLUSTER.CODE)
                .fetch(c ->
                        new Cluster(c.getId(), c.getCode(), c.getName(), chains.getOrDefault(c.getId(), List.of())));
    }

    Map<String, String> clusterChoices() {
        Map<String, String> found = new LinkedHashMap<>();
        clusters().forEach(c -> found.put(String.valueOf(c.id()), c.name()));
        return found;
    }

    Map<String, String> chainChoices() {
        Map<String, String> found = new LinkedHashMap<>();
        dsl.selectFrom(CHAIN).orderBy(CHAIN.CODE).forEach(c -> found.put(String.valueOf(c.getId()), c.getName()));
        return found;
    }
}
