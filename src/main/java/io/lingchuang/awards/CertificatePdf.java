package io.lingchuang.awards;

import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.documents.Qr;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Prints certificates: A4 landscape, one a page, with the code that leads to the public check. */
@Component
public class CertificatePdf {

    private final Pdf pdf;

    CertificatePdf(Pdf pdf) {
        this.pdf = pdf;
    }

    /** A page as its template takes it. */
    public record Sheet(Certificate certificate, String qr) {}

    /** @param address scheme and host that the code leads to, e.g. https://lc.example.cn */
    byte[] render(List<Certificate> certificates, String address) {
        return pdf.render(
                "pdf/certificate.jte",
                Map.of(
                        "sheets",
                        certificates.stream()
                                .map(c -> new Sheet(c, Qr.dataUri(address + "/verify/" + c.verifyCode())))
                                .toList()));
    }
}
