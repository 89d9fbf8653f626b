package io.lingchuang.studios.money;

import static io.lingchuang.db.studios.Tables.SUBSIDY;
import static io.lingchuang.db.studios.Tables.TRANCHE;
import static io.lingchuang.db.studios.Tables.VOUCHER;

import io.lingchuang.platform.web.NotFound;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Reads subsidies whole, with tranches and vouchers. */
@Component
class SubsidyStore {

    private final DSLContext dsl;

    SubsidyStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    List<Subsidy> ofStudio(long studio) {
        return where(SUBSIDY.STUDIO_ID.eq(studio));
    }

    List<Subsidy> ofStudios(List<Long> studios) {
        return where(SUBSIDY.STUDIO_ID.in(studios));
    }

    List<Subsidy> all(List<Long> ids) {
        return where(SUBSIDY.ID.in(ids));
    }

    Subsidy ofTranche(long tranche) {
        return where(SUBSIDY.ID.in(org.jooq
                        .impl
                        .DSL
                        .select(TRANCHE.SUBSIDY_ID)
                        .from(TRANCHE)
                        .where(TRANCHE.ID.eq(tranche))))
                .stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    Subsidy ofVoucher(long voucher) {
        return ofTranche(dsl.select(VOUCHER.TRANCHE_ID)
                .from(VOUCHER)
                .where(VOUCHER.ID.eq(voucher))
                .fetchOptional(VOUCHER.TRANCHE_ID)
                .orElseThrow(NotFound::new));
    }

    Subsidy subsidy(long id) {
        return where(SUBSIDY.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    static Tranche tranche(Subsidy subsidy, long id) {
        return subsidy.tranches().stream().filter(t -> t.id() == id).findFirst().orElseThrow(NotFound::new);
    }

    private List<Subsidy> where(Condition which) {
        var subsidies =
                dsl.selectFrom(SUBSIDY).where(which).orderBy(SUBSIDY.ID.desc()).fetch();
        var ids = subsidies.getValues(SUBSIDY.ID);
        Map<Long, List<Voucher>> vouchers = dsl
                .select(VOUCHER.fields())
                .from(VOUCHER)
                .join(TRANCHE)
                .on(TRANCHE.ID.eq(VOUCHER.TRANCHE_ID))
                .where(TRANCHE.SUBSIDY_ID.in(ids))
                .orderBy(VOUCHER.ID)
                .fetch(r -> new Voucher(
                        r.get(VOUCHER.ID),
                        r.get(VOUCHER.TRANCHE_ID),
                        Use.valueOf(r.get(VOUCHER.USE)),
                        r.get(VOUCHER.WHAT),
                        r.get(VOUCHER.PAYEE),
                        r.get(VOUCHER.INVOICE),
                        r.get(VOUCHER.SPENT_ON),
                        r.get(VOUCHER.AMOUNT),
                        r.get(VOUCHER.FILE_ID),
                        VoucherState.valueOf(r.get(VOUCHER.STATE)),
                        r.get(VOUCHER.ENTERED_BY),
                        r.get(VOUCHER.WHY)))
                .stream()
                .collect(Collectors.groupingBy(Voucher::trancheId));
        Map<Long, List<Tranche>> tranches = dsl
                .selectFrom(TRANCHE)
                .where(TRANCHE.SUBSIDY_ID.in(ids))
                .orderBy(TRANCHE.POSITION)
                .fetch(r -> new Tranche(
                        r.getId(),
                        r.getSubsidyId(),
                        r.getPosition(),
                        r.getAmount(),
                        TrancheState.valueOf(r.getState()),
                        r.getPreparedBy(),
                        r.getPaidOn(),
                        r.getGivenBack(),
                        r.getClosedOn(),
                        r.getNote(),
                        r.getVersion(),
                        vouchers.getOrDefault(r.getId(), List.of())))
                .stream()
                .collect(Collectors.groupingBy(Tranche::subsidyId));
        return subsidies.stream()
                .map(s -> new Subsidy(
                        s.getId(),
                        s.getStudioId(),
                        s.getHostId(),
                        s.getBasis(),
                        s.getAmount(),
                        Arrays.stream(s.getUses()).map(Use::valueOf).collect(Collectors.toCollection(TreeSet::new)),
                        tranches.getOrDefault(s.getId(), List.of()),
                        s.getAwardId() != null,
                        s.getFellOn() != null))
                .toList();
    }
}
