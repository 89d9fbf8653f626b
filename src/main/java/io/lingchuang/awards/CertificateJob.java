package io.lingchuang.awards;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.JobHandler;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/**
 * Issues the certificates a call still lacks and puts all of them into one PDF, a hundred at a time. Repeatable. One that was taken
 * back is not issued anew: that is done one by one, with a reason.
 */
@Component
class CertificateJob implements JobHandler {

    static final String KIND = "certificates";
    private static final int AT_A_TIME = 100;
    private static final FileRule RESULT =
            new FileRule(Set.of("application/pdf"), 500L * 1024 * 1024, "application/pdf");

    private final CertificateStore store;
    private final Certificates certificates;
    private final CertificatePdf pdf;
    private final Accounts accounts;
    private final Files files;
    private final Wording texts;

    CertificateJob(
            CertificateStore store,
            Certificates certificates,
            CertificatePdf pdf,
            Accounts accounts,
            Files files,
            Wording texts) {
        this.store = store;
        this.certificates = certificates;
        this.pdf = pdf;
        this.accounts = accounts;
        this.files = files;
        this.texts = texts;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, Progress progress) throws IOException {
        Actor actor = accounts.actor(java.util.Objects.requireNonNull(job.accountId()))
                .orElseThrow(NotFound::new);
        long callId = job.number("call");
        Certificates.Outlook before = certificates.outlook(callId);
        List<Long> awards = store.missing(callId);
        if (awards.isEmpty() && before.valid() == 0) {
            throw new Refusal("awards.certificate.none");
        }
        progress.total(awards.size() * 2 + before.valid());
        for (int i = 0; i < awards.size(); i++) {
            certificates.issue(actor, awards.get(i));
            if (i % 10 == 9) {
                progress.done(i + 1);
            }
        }
        List<Certificate> all = certificates.validOfCall(callId);
        byte[] merged =
                print(all, java.util.Objects.requireNonNull(job.params().get("address")), awards.size(), progress);
        String name = texts.of("awards.certificate.file", job.title());
        progress.resultFile(
                files.store(new ByteArrayInputStream(merged), name, "job", job.id(), job.accountId(), RESULT)
                        .id());
        progress.report(
                texts.of("awards.certificate.report", all.size(), awards.size(), before.valid(), before.takenBack()));
    }

    private byte[] print(List<Certificate> all, String address, int issued, Progress progress) throws IOException {
        var merger = new PDFMergerUtility();
        List<PDDocument> parts = new ArrayList<>();
        try (PDDocument whole = new PDDocument()) {
            for (int i = 0; i < all.size(); i += AT_A_TIME) {
                List<Certificate> some = all.subList(i, Math.min(all.size(), i + AT_A_TIME));
                PDDocument part = Loader.loadPDF(pdf.render(some, address));
                parts.add(part);
                merger.appendDocument(whole, part);
                progress.done(issued + i + some.size());
            }
            var out = new ByteArrayOutputStream();
            whole.save(out);
            return out.toByteArray();
        } finally {
            for (PDDocument part : parts) {
                part.close();
            }
        }
    }
}
