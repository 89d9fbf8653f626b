package io.lingchuang.setup;

import io.lingchuang.Lingchuang;
import io.lingchuang.Visitor;
import io.lingchuang.platform.documents.ExcelOut;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The product started on a database of a test's own, as bin/start --empty starts it; ended like a process that is gone. */
public final class NewHouse implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("one-time code ([A-Z0-9-]+)");

    private final ConfigurableApplicationContext product;
    public final URI address;

    public NewHouse(String database, Path data, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.shutdown=immediate",
                "--lingchuang.sample=false",
                "--lingchuang.db.url=" + database,
                "--lingchuang.data=" + data));
        all.addAll(List.of(options));
        // As arguments, which stand above what the product's own settings say.
        product = new SpringApplicationBuilder(Lingchuang.class).run(all.toArray(String[]::new));
        address = URI.create("http://localhost:"
                + ((WebServerApplicationContext) product).getWebServer().getPort());
    }

    <T> T part(Class<T> type) {
        return product.getBean(type);
    }

    Visitor stranger() {
        return Visitor.at(address, "/setup");
    }

    /** Somebody who typed the code that the console says. */
    Visitor owner(CharSequence console) {
        Visitor owner = stranger();
        owner.post("/setup/code", Map.of("code", code(console)));
        return owner;
    }

    /** The code said last: the one that counts. */
    public static String code(CharSequence console) {
        return CODE.matcher(console).results().toList().getLast().group(1);
    }

    static List<String> codes(CharSequence console) {
        return CODE.matcher(console)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }

    public static byte[] sheet(List<String> headings, List<List<String>> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var excel = new ExcelOut(bytes, "单位")) {
            excel.header(headings);
            rows.forEach(excel::row);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        product.close();
    }
}
