package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.review.Tables.EXPERT;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.platform.text.Bigrams;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Invented people: twenty at each enterprise, and the accounts that stand in the README. The same at every load. */
@Component
class SamplePeople {

    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华建国文辉玲红志斌秀兰波宁鹏飞雪梅";
    private static final String[] LEVELS = {
        "JUNIOR", "INTERMEDIATE", "SENIOR", "SENIOR", "TECHNICIAN", "SENIOR_TECHNICIAN"
    };

    private final DSLContext dsl;
    private final Accounts accounts;
    private final PasswordEncoder passwords;

    SamplePeople(DSLContext dsl, Accounts accounts, PasswordEncoder passwords) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    void load() {
        Map<String, Long> nodes = dsl.select(NODE.CODE, NODE.ID).from(NODE).fetchMap(NODE.CODE, NODE.ID);
        Map<Long, List<Long>> trades = trades();
        Random random = new Random(2026);
        nodes.entrySet().stream()
                .filter(n -> n.getKey().startsWith("QY") && n.getKey().length() == 5)
                .sorted(Map.Entry.comparingByKey())
                .forEach(n -> {
                    for (int i = 1; i <= 20; i++) {
                        person(
                                random,
                                n.getValue(),
                                n.getKey() + String.format("%03d", i),
                                trades.getOrDefault(n.getValue(), List.of()),
                                i == 20);
                    }
                });
        String hash = java.util.Objects.requireNonNull(passwords.encode(SampleAccount.PASSWORD));
        for (SampleAccount a : SampleAccount.ALL) {
            account(a, nodes, trades, hash);
        }
    }

    /** The occupations of each enterprise: those of its industry and those that every industry has. */
    private Map<Long, List<Long>> trades() {
        return dsl.select(ENTERPRISE.NODE_ID, OCCUPATION.ID)
                .from(ENTERPRISE)
                .join(OCCUPATION)
                .on(OCCUPATION.CATEGORY.in(ENTERPRISE.INDUSTRY, DSL.val("通用")))
                .orderBy(DSL.case_(OCCUPATION.CATEGORY).when("通用", 1).otherwise(0), OCCUPATION.ID)
                .fetchGroups(ENTERPRISE.NODE_ID, OCCUPATION.ID);
    }

    private void person(Random random, long employer, String number, List<Long> occupations, boolean head) {
        String name =
                "" + SURNAMES.charAt(random.nextInt(SURNAMES.length())) + GIVEN.charAt(random.nextInt(GIVEN.length()))
                        + (random.nextInt(4) == 0 ? "" : GIVEN.charAt(random.nextInt(GIVEN.length())));
        dsl.insertInto(PERSON)
                .set(PERSON.NAME, name)
                .set(PERSON.EMPLOYER_NODE_ID, employer)
                .set(PERSON.STAFF_NUMBER, number)
                .set(PERSON.OCCUPATION_ID, occupations.get(random.nextInt(occupations.size())))
                .set(PERSON.SKILL_LEVEL, LEVELS[random.nextInt(LEVELS.length)])
                .set(PERSON.FRONT_LINE, !head)
                .set(PERSON.UNIT_HEAD, head)
                .set(PERSON.SEARCH, Bigrams.index(name, number))
                .execute();
    }

    private void account(SampleAccount a, Map<String, Long> nodes, Map<Long, List<Long>> trades, String hash) {
        long node = java.util.Objects.requireNonNull(nodes.get(a.nodeCode()), a.nodeCode());
        long id = accounts.create(Actor.system(), a.login(), a.name(), a.phone(), null);
        dsl.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .where(ACCOUNT.ID.eq(id))
                .execute();
        if (a.role() != null) {
            accounts.grant(Actor.system(), id, a.role(), node, null);
        }
        if (a.nodeCode().startsWith("QY")) {
            long person = dsl.insertInto(PERSON)
                    .set(PERSON.NAME, a.name())
                    .set(PERSON.EMPLOYER_NODE_ID, node)
                    .set(PERSON.STAFF_NUMBER, a.nodeCode() + "-" + a.login())
                    .set(
                            PERSON.OCCUPATION_ID,
                            trades.getOrDefault(node, List.of()).getFirst())
                    .set(PERSON.SKILL_LEVEL, "TECHNICIAN")
                    .set(PERSON.PHONE, a.phone())
                    .set(PERSON.ACCOUNT_ID, id)
                    .set(PERSON.SEARCH, Bigrams.index(a.name()))
                    .returningResult(PERSON.ID)
                    .fetchSingle()
                    .value1();
            switch (a.login()) {
                case "worker" -> honour(person, "淮北市劳动模范", "CITY");
                case "worker3" -> honour(person, "安徽省五一劳动奖章", "PROVINCIAL");
                default -> {}
            }
        }
        if (a.role() == Role.EXPERT) {
            Knows knows = Objects.requireNonNull(Knows.OF.get(a.login()));
            dsl.insertInto(EXPERT)
                    .set(EXPERT.ACCOUNT_ID, id)
                    .set(EXPERT.KEPT_BY, node)
                    .set(EXPERT.TITLE, knows.title())
                    .set(EXPERT.EMPLOYER_NAME, a.login().equals("expert5") ? "相山棉纺织有限公司" : "淮北职业技术学院")
                    .set(EXPERT.EMPLOYER_NODE_ID, nodes.get(a.login().equals("expert5") ? "QY007" : "QY016"))
                    .set(EXPERT.OCCUPATIONS, knows.occupations())
                    .set(EXPERT.INDUSTRIES, knows.industries())
                    .set(EXPERT.TAGS, knows.tags())
                    .execute();
        }
    }

    /** What an expert knows, in the words of the sample's occupations and industries: so they meet its entries. */
    private record Knows(String title, String occupationList, String industryList, String tagList) {

        static final Map<String, Knows> OF = Map.of(
                "expert1", new Knows("正高级工程师", "采煤工、矿井通风工", "采矿", "机械、安全"),
                "expert2", new Knows("副教授", "电工、继电保护员", "电力、采矿", "电气"),
                "expert3", new Knows("高级技师", "车工、装配钳工、焊工", "装备制造、新材料", "机械"),
                "expert4", new Knows("教授", "药物制剂工、酿酒师", "医药、食品、农业", "安全"),
                "expert5", new Knows("高级工程师", "纺纱工、织布工", "纺织", "机械、节能"));

        String[] occupations() {
            return occupationList.split("、");
        }

        String[] industries() {
            return industryList.split("、");
        }

        String[] tags() {
            return tagList.split("、");
        }
    }

    private void honour(long person, String title, String level) {
        dsl.insertInto(HONOUR)
                .set(HONOUR.PERSON_ID, person)
                .set(HONOUR.TITLE, title)
                .set(HONOUR.LEVEL, level)
                .set(HONOUR.YEAR, 2023)
                .execute();
    }
}
