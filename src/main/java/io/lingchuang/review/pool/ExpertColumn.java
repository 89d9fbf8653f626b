package io.lingchuang.review.pool;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a sheet of experts as its first row names them. field: what the form calls it; tie: whom the column names. */
enum ExpertColumn {
    NAME("姓名", "name", null),
    SIGN_IN("手机号", "phone", null),
    TITLE("职称或职务", "title", null),
    EMPLOYER("工作单位", "employer", null),
    GROUP("所属集团", "group", null),
    OCCUPATIONS("工种", "occupation", null),
    INDUSTRIES("行业", "industry", null),
    TAGS("其他领域", "tag", null),
    LIMIT("每组最多评审件数", "loadLimit", null),
    FROM("聘期起", "from", null),
    UNTIL("聘期止", "until", null),
    PHONE("联系电话", "contactPhone", null),
    EMAIL("电子邮箱", "email", null),
    PAST_EMPLOYERS("原工作单位", "tieName", Tie.Kind.PAST_EMPLOYER),
    COLLABORATORS("合作者", "tieName", Tie.Kind.COLLABORATOR),
    MENTORS("师父", "tieName", Tie.Kind.MENTOR),
    APPRENTICES("徒弟", "tieName", Tie.Kind.APPRENTICE),
    KIN("亲属", "tieName", Tie.Kind.KIN);

    static final List<ExpertColumn> NEEDED = List.of(NAME, SIGN_IN, EMPLOYER);
    static final List<ExpertColumn> MASKED = List.of(SIGN_IN, PHONE);

    final String heading;
    final String field;
    final Tie.@Nullable Kind tie;

    ExpertColumn(String heading, String field, Tie.@Nullable Kind tie) {
        this.heading = heading;
        this.field = field;
        this.tie = tie;
    }

    static Optional<ExpertColumn> ofField(@Nullable String field) {
        return Arrays.stream(values())
                .filter(c -> c.tie == null && c.field.equals(field))
                .findFirst();
    }

    String in(List<String> cells) {
        return cells.get(ordinal());
    }
}
