package io.lingchuang.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.RankedCall;
import java.io.IOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The proof of a notice says what happened, and nothing else. */
class ProofTest extends RankedCall {

    @Autowired
    Notices notices;

    @Autowired
    NoticePages noticePages;

    @Autowired
    Objections objections;

    @Test
    void without_an_objection_it_says_so() throws IOException {
        long call = call(1);
        List<Long> entries = ranked(call, 1);
        assertThat(proof(call, released(call)))
                .contains("公示无异议证明", "未收到任何异议", title(entries.getFirst()))
                .doesNotContain("取消", "成立");
    }

    @Test
    void a_dismissed_objection_is_told_and_nothing_is_said_to_be_struck() throws IOException {
        long call = call(1);
        List<Long> entries = ranked(call, 1);
        long notice = released(call);
        answer(notice, entries.getFirst(), ObjectionState.DISMISSED, "经查两项原理不同，维持原结果。");
        assertThat(proof(call, notice))
                .contains("公示情况证明", "共收到异议1件", "不成立1件", "异议成立0件", "原理不同", title(entries.getFirst()))
                .doesNotContain("无异议", "取消", "王守正");
    }

    @Test
    void struck_results_stand_with_their_reasons_whether_by_objection_or_not() throws IOException {
        long call = call(3);
        List<Long> entries = ranked(call, 1, 2, 3);
        long notice = released(call);
        answer(notice, entries.get(0), ObjectionState.UPHELD, "经查属实，与已获奖成果相同。");
        notices.strike(officer, notice, entries.get(1), "完成人放弃该结果");
        String proof = proof(call, notice);
        assertThat(proof)
                .contains("下列2项结果已从名单中取消", "与已获奖成果相同", "完成人放弃该结果", "下列1项结果公示期满", title(entries.get(2)))
                .doesNotContain("无异议");
    }

    private long released(long call) {
        long id = notices.draft(officer, call, new NoticeForm("公示", "现予公示。", "市总工会", 5, null, 0));
        notices.release(chief, id, 0);
        return id;
    }

    private void answer(long notice, long entry, ObjectionState verdict, String answer) {
        String receipt = objections.lodge(
                notice, new ObjectionForm("王守正", "13900000000", entry, "该成果与去年某矿的成果相同，附照片为证。", "", List.of()));
        objections.answer(officer, objections.ofReceipt(receipt).orElseThrow().id(), verdict, answer, null);
    }

    private String title(long entry) {
        return plain(journey.entry(entry).title());
    }

    /** Its words, without the breaks of the lines. */
    private String proof(long call, long notice) throws IOException {
        on("2026-11-10");
        var request = new MockHttpServletRequest();
        request.addPreferredLocale(Locale.SIMPLIFIED_CHINESE);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try (var document =
                Loader.loadPDF(noticePages.proof(call, notice, officer, request).getBody())) {
            return plain(new PDFTextStripper().getText(document));
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }
}
