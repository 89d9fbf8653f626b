package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.CERTIFICATE;
import static io.lingchuang.db.awards.Tables.DECISION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A certificate is issued once, verifies, and says so when it no longer counts. */
class CertificatesTest extends DecidedCall {

    @Autowired
    Jobs jobs;

    @Autowired
    Files files;

    @Autowired
    CertificatePdf pdf;

    @Test
    void an_award_gets_one_certificate_however_often_it_is_asked_for() {
        Award award = awardsOf(decided(1)).getFirst();
        String number = certificates.issue(officer, award.id());
        assertThat(number).matches("WX-2026-T1-\\d{4}");
        assertThat(certificates.issue(officer, award.id())).isEqualTo(number);
        assertThat(dsl.fetchCount(CERTIFICATE, CERTIFICATE.AWARD_ID.eq(award.id())))
                .isEqualTo(1);
    }

    @Test
    void anybody_finds_it_by_number_and_by_code_however_typed() {
        Award award = awardsOf(decided(1)).getFirst();
        String number = certificates.issue(officer, award.id());
        String code = certificates.ofAward(award.id()).getFirst().verifyCode();
        assertThat(certificates.check(" " + number.toLowerCase() + " ")).isPresent();
        assertThat(certificates.check(code.toLowerCase()))
                .get()
                .extracting(Certificate::number)
                .isEqualTo(number);
        assertThat(certificates.check("WX-2026-T1-9999")).isEmpty();
        assertThat(certificates.check("")).isEmpty();
    }

    @Test
    void a_code_has_ten_characters_that_nobody_confuses() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            codes.add(CertificateNumber.verifyCode());
        }
        assertThat(codes).hasSize(5000).allMatch(c -> c.matches("[2-9A-HJKMNP-TW-Z]{10}"));
    }

    @Test
    void a_withdrawn_award_takes_its_certificate_entry_and_open_money_with_it() {
        long call = decided(1);
        Award award = awardsOf(call).getFirst();
        String number = certificates.issue(officer, award.id());
        payouts.prepare(officer, call);
        awards.withdraw(officer, award.id(), "查实材料不真实");
        assertThat(state(award.entryId())).isEqualTo(EntryState.REVOKED);
        assertThat(certificates.check(number)).get().satisfies(c -> {
            assertThat(c.state()).isEqualTo(CertificateState.WITHDRAWN);
            assertThat(c.stateWhy()).isEqualTo("查实材料不真实");
        });
        assertThat(livePayouts(award.id())).isZero();
        assertThatThrownBy(() -> certificates.issue(officer, award.id())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> awards.withdraw(officer, award.id(), "再撤一次看看")).isInstanceOf(Refusal.class);
    }

    @Test
    void money_that_finance_has_stops_a_withdrawal_until_its_outcome_is_known() {
        long call = decided(1);
        withFinance(call);
        Award award = awardsOf(call).getFirst();
        assertThatThrownBy(() -> awards.withdraw(officer, award.id(), "查实材料不真实"))
                .hasMessage("awards.payout.withFinance");
        assertThat(state(award.entryId())).isEqualTo(EntryState.AWARDED);
    }

    @Test
    void a_reissued_certificate_has_a_new_number_and_the_old_one_says_so() {
        Award award = awardsOf(decided(1)).getFirst();
        String old = certificates.issue(officer, award.id());
        String fresh = certificates.reissue(officer, award.id(), "姓名有误");
        assertThat(fresh).isNotEqualTo(old);
        assertThat(certificates.check(old)).get().extracting(Certificate::state).isEqualTo(CertificateState.REISSUED);
        assertThat(certificates.check(fresh))
                .get()
                .extracting(Certificate::state)
                .isEqualTo(CertificateState.VALID);
    }

    @Test
    void a_worker_downloads_their_own_certificate_and_nobody_elses() {
        Award award = awardsOf(decided(1)).getFirst();
        String number = certificates.issue(officer, award.id());
        dsl.execute("update entries.entry set created_by = {0} where id = {1}", officer.accountId(), award.entryId());
        assertThatThrownBy(() -> certificates.certificate(worker, number)).isInstanceOf(NotFound.class);
        signIn(award.entryId());
        assertThat(certificates.certificate(worker, number).holder()).isEqualTo(award.name());
    }

    @Test
    void one_that_no_longer_counts_is_refused_to_its_holder_and_printed_as_void_for_the_office() throws Exception {
        Award award = awardsOf(decided(1)).getFirst();
        String number = certificates.issue(officer, award.id());
        signIn(award.entryId());
        certificates.withdraw(officer, award.id(), "姓名印错");
        assertThatThrownBy(() -> certificates.certificate(worker, number)).hasMessage("awards.certificate.notValid");
        byte[] paper = pdf.render(List.of(certificates.certificate(officer, number)), "https://lc.example.cn");
        try (var document = Loader.loadPDF(paper)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document)).contains("作废 VOID", "已撤销", "姓名印错");
        }
    }

    @Test
    void one_that_was_taken_back_comes_again_only_by_itself_and_with_a_reason() throws Exception {
        long call = decided(3);
        Award award = awardsOf(call).getFirst();
        String old = certificates.issue(officer, award.id());
        certificates.withdraw(officer, award.id(), "姓名印错");
        assertThat(certificates.outlook(call)).isEqualTo(new Certificates.Outlook(2, 0, 1));
        Job job = done(certificates.issueAll(officer, call, "https://lc.example.cn"));
        assertThat(job.report()).contains("新颁发 2 份", "已收回的 1 份");
        assertThat(certificates.outlook(call)).isEqualTo(new Certificates.Outlook(0, 2, 1));

        assertThatThrownBy(() -> certificates.issue(officer, award.id())).hasMessage("awards.certificate.takenBack");
        assertThatThrownBy(() -> certificates.reissue(officer, award.id(), " ")).hasMessage("awards.reasonNeeded");
        String fresh = certificates.reissue(officer, award.id(), "姓名已更正");
        assertThat(certificates.check(fresh))
                .get()
                .extracting(Certificate::state)
                .isEqualTo(CertificateState.VALID);
        assertThat(certificates.check(old)).get().extracting(Certificate::state).isEqualTo(CertificateState.WITHDRAWN);
    }

    private Job done(long id) {
        Job job = Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> jobs.job(id), Job::ended);
        assertThat(job.state()).as(String.valueOf(job.report())).isEqualTo(Job.State.DONE);
        return job;
    }

    @Test
    void a_thousand_certificates_come_in_one_job_with_a_number_each() throws Exception {
        long call = decided(1000);
        Job job = done(certificates.issueAll(officer, call, "https://lc.example.cn"));
        assertThat(dsl.fetchCount(DSL.selectDistinct(CERTIFICATE.NUMBER)
                        .from(CERTIFICATE)
                        .join(AWARD)
                        .on(AWARD.ID.eq(CERTIFICATE.AWARD_ID))
                        .join(DECISION)
                        .on(DECISION.ID.eq(AWARD.DECISION_ID))
                        .where(DECISION.CALL_ID.eq(call))))
                .isEqualTo(1000);
        try (var document =
                Loader.loadPDF(files.open(files.file(job.resultFile())).readAllBytes())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1000);
        }
    }

    @Test
    void all_certificates_of_a_call_come_in_one_pdf_with_embedded_fonts() throws Exception {
        long call = decided(2, 3);
        Job job = done(certificates.issueAll(officer, call, "https://lc.example.cn"));
        try (var document =
                Loader.loadPDF(files.open(files.file(job.resultFile())).readAllBytes())) {
            assertThat(document.getNumberOfPages()).isEqualTo(5);
            var page = document.getPage(0);
            assertThat(page.getMediaBox().getWidth())
                    .isGreaterThan(page.getMediaBox().getHeight());
            assertThat(new PDFTextStripper().getText(document)).contains("一等奖", "特发此证");
            for (var name : page.getResources().getFontNames()) {
                assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
            }
        }
    }
}
