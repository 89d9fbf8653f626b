package io.lingchuang.access;

import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.JobHandler;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The same look at the audit trail as {@code bin/verify-audit}, asked for on its page. A trail that is not whole fails the job. */
@Component
class AuditCheckJob implements JobHandler {

    static final String KIND = "audit-check";
    private static final Logger log = LoggerFactory.getLogger(AuditCheckJob.class);

    private final DataSource source;
    private final AuditSealing sealing;
    private final AuditHeads heads;
    private final Wording texts;

    AuditCheckJob(
            DataSource source, AuditSealing sealing, @Value("${lingchuang.data:./data}") Path data, Wording texts) {
        this.source = source;
        this.sealing = sealing;
        this.heads = AuditHeads.in(data);
        this.texts = texts;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, Progress progress) throws IOException, SQLException {
        progress.total(
                (int) sealing.head().map(AuditSealing.Head::link).orElse(0L).longValue());
        try (Connection own = source.getConnection()) {
            AuditCheck.Finding finding = AuditCheck.run(own, heads.read(), links -> progress.done((int) links));
            String words = AuditWords.of(finding, texts::of);
            if (!finding.whole()) {
                log.error("The audit trail is not whole: {}", finding.fault());
                throw new Refusal("access.chain.found", words);
            }
            progress.report(words);
        }
    }
}
