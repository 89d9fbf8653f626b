package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What stands in the database after every kill, whenever it came: each rule as a question for what breaks it. */
final class WhatMustHold {

    private static final Map<String, String> ALWAYS = new LinkedHashMap<>();
    private static final Map<String, String> AT_REST = new LinkedHashMap<>();

    static {
        ALWAYS.put("each step of a history begins where the one before ended", """
                select entry_id from (select entry_id, from_state, lag(to_state) over (partition by entry_id order by id) as was
                    from entries.event) s where was is not null and was <> from_state""");
        ALWAYS.put("a history ends in the state its entry is in", """
                select e.id from entries.entry e join lateral (select to_state from entries.event v where v.entry_id = e.id
                    order by v.id desc limit 1) last on true where last.to_state <> e.state""");
        ALWAYS.put("each step of a history is a legal move", """
                select v.id from entries.event v where v.from_state <> v.to_state and not exists (select 1 from platform.transition t
                    where t.machine = 'entries.entry' and t.from_state = v.from_state and t.to_state = v.to_state)""");
        ALWAYS.put("what was handed in has one step, one trace and its text to be compared", """
                select e.id from entries.entry e where e.state in ('VETTING', 'FORMAL_CHECK') and (
                    (select count(*) from entries.event v where v.entry_id = e.id and v.action = 'submit') <> 1
                    or (select count(*) from access.audit a where a.subject_kind = 'entry' and a.subject_id = e.id and a.action = 'entries.submit') <> 1
                    or not exists (select 1 from entries.text_gram g where g.entry_id = e.id))""");
        ALWAYS.put("a draft has no number and was not handed in", """
                select id from entries.entry e where state = 'DRAFT' and (number is not null or submitted_at is not null
                    or exists (select 1 from access.audit a where a.subject_kind = 'entry' and a.subject_id = e.id and a.action = 'entries.submit'))""");
        ALWAYS.put("a number that was drawn was given to an entry", """
                select series from platform.serial s where series like 'entry:%' and last <> (select count(*) from entries.entry
                    where number like split_part(s.series, ':', 2) || s.year || '-%')""");
        ALWAYS.put("places used are recommendations made", """
                select a.call_id from vetting.allotment a where a.used <> (select count(*) from vetting.recommendation r
                    join entries.entry e on e.id = r.entry_id where e.call_id = a.call_id and r.node_id = a.node_id)""");
        ALWAYS.put("a recommended entry has left its enterprise", """
                select r.entry_id from vetting.recommendation r join entries.entry e on e.id = r.entry_id
                where e.at_node_id = r.node_id""");
        ALWAYS.put("a sealed sheet has its points, its sum and one trace, and an open one none", """
                select s.id from review.sheet s left join lateral (select count(*) as n from access.audit a
                    where a.action = 'review.seal' and a.subject_kind = 'sheet' and a.subject_id = s.id) a on true
                where (s.state = 'SEALED' and (a.n <> 1 or s.total <> (s.scores ->> 'new')::numeric + (s.scores ->> 'use')::numeric))
                    or (s.state = 'OPEN' and (a.n > 0 or s.scores <> '{}'))""");
        ALWAYS.put(
                "an award is paid once",
                "select award_id from awards.payout where state = 'PAID' group by award_id having count(*) > 1");
        ALWAYS.put("as many payments have a trace as lines are paid", """
                select b.id from awards.payout_batch b where
                    (select count(*) from awards.payout p where p.batch_id = b.id and p.state = 'PAID') <>
                    (select count(*) from access.audit a where a.action = 'awards.paid' and a.subject_kind = 'payoutBatch' and a.subject_id = b.id)""");
        ALWAYS.put("a batch is closed when no line waits, and only then", """
                select b.id from awards.payout_batch b where (b.state = 'CLOSED') = exists (select 1 from awards.payout p
                    where p.batch_id = b.id and p.state = 'PENDING')""");
        ALWAYS.put("a job that is not over will be gone on with", """
                select j.id from platform.job j where j.state in ('WAITING', 'RUNNING') and not exists (select 1
                    from platform.scheduled_tasks t where t.task_name = 'job' and t.task_instance = j.id::text)""");
        ALWAYS.put("no job failed", "select id from platform.job where state = 'FAILED'");
        ALWAYS.put("a job that is done has said what it did", """
                select id from platform.job where state = 'DONE' and (report is null or ended_at is null
                    or (kind = 'certificates' and result_file is null))""");
        ALWAYS.put("a job has no more files than its result", """
                select j.id from platform.job j join platform.file f on f.owner_kind = 'job' and f.owner_id = j.id
                where j.state = 'DONE' and f.id is distinct from j.result_file""");
        ALWAYS.put("a roster that is written is written whole", """
                select i.id from directory.roster_import i where i.state = 'APPLIED' and (i.applied_at is null or exists (
                    select 1 from directory.roster_row r where r.import_id = i.id and r.action = 'ADD' and not r.applied))""");
        ALWAYS.put("a roster to be looked at was read whole", """
                select i.id from directory.roster_import i where i.state in ('PREVIEW', 'APPLYING', 'APPLIED')
                    and (select count(*) from directory.roster_row r where r.import_id = i.id) <> %d""".formatted(Load.ROSTER));
        ALWAYS.put("nobody of a roster stands in the directory twice", """
                select staff_number from directory.person where staff_number like 'KILL-%' group by staff_number having count(*) > 1""");
        ALWAYS.put("each change of a password has its trace and the password before it, of which four are kept", """
                select a.id from access.account a where (select least(count(*), 4) from access.audit t
                    where t.account_id = a.id and t.action = 'access.changePassword' and t.success)
                    <> (select count(*) from access.old_password o where o.account_id = a.id)""");
        ALWAYS.put("whoever looks at an entry next was told of it", """
                select e.id from entries.entry e where e.state = 'VETTING' and not exists (select 1 from platform.message m
                    where m.once_key = 'vet:' || e.id || ':' || e.version)""");
        ALWAYS.put("an award has one valid certificate, and each certificate its trace", """
                select c.award_id from awards.certificate c where (select count(*) from access.audit a
                    where a.action = 'awards.issueCertificate' and a.subject_kind = 'award' and a.subject_id = c.award_id) <> 1""");
        AT_REST.put("no job is left", "select id from platform.job where state <> 'DONE'");
        AT_REST.put(
                "no work is left in the scheduler",
                "select task_instance from platform.scheduled_tasks where task_name = 'job'");
        AT_REST.put("no form is left under way", "select token from platform.once where location is null and not done");
        AT_REST.put("every certificate is issued", """
                select 1 where (select count(*) from awards.certificate) <> %d""".formatted(BusyCity.CERTIFIED));
    }

    private WhatMustHold() {}

    static void always(DSLContext dsl, Path data) {
        ALWAYS.forEach(
                (rule, breaking) -> assertThat(dsl.fetch(breaking)).as(rule).isEmpty());
        for (String hash :
                dsl.fetch("select distinct sha256 from platform.file").getValues(0, String.class)) {
            assertThat(Files.exists(
                            data.resolve("files").resolve(hash.substring(0, 2)).resolve(hash)))
                    .as("a file that is listed is there")
                    .isTrue();
        }
    }

    /** @return how many files kills had left over */
    static int atRest(DSLContext dsl, Path data) throws IOException {
        AT_REST.forEach(
                (rule, breaking) -> assertThat(dsl.fetch(breaking)).as(rule).isEmpty());
        figuresEqualTheirRecount(dsl);
        return filesAreListed(dsl, data);
    }

    private static void figuresEqualTheirRecount(DSLContext dsl) {
        dsl.transaction(tx -> {
            tx.dsl().execute("select insights.refresh()");
            tx.dsl().execute("create temp table counted on commit drop as select * from insights.daily");
            assertThat(tx.dsl().fetchCount(DSL.table("counted"))).isPositive();
            tx.dsl().execute("select insights.recount()");
            assertThat(tx.dsl().fetch("""
                            (select * from counted except select * from insights.daily)
                            union all (select * from insights.daily except select * from counted)""")).as("figures equal their recount").isEmpty();
        });
    }

    /** After what the product does each hour: nothing lies in the folder that no row names. */
    private static int filesAreListed(DSLContext dsl, Path data) throws IOException {
        int leftOver = new io.lingchuang.platform.files.Files(dsl, data)
                .clearLeftOver(Instant.now().plusSeconds(5));
        List<String> listed = dsl.fetch("select sha256 from platform.file").getValues(0, String.class);
        try (var all = Files.walk(data.resolve("files"))) {
            assertThat(all.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
                    .as("files that no row names")
                    .isSubsetOf(listed);
        }
        return leftOver;
    }
}
