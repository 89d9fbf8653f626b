package io.lingchuang.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What an archive holds, so that a restore can tell whether it put back all of it and nothing else. */
record Manifest(
        int format,
        String made,
        List<Migration> migrations,
        List<Table> tables,
        List<Sequence> sequences,
        List<Kept> files) {

    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    /** One step of the schema; the checksum tells another step of the same number. */
    record Migration(String version, @Nullable Integer checksum) {}

    /** @param sha256 of its rows as COPY writes them, in the order they were written */
    record Table(String schema, String name, List<String> columns, long rows, String sha256) {

        String entry() {
            return "tables/" + schema + "." + name;
        }
    }

    record Sequence(String schema, String name, long last, boolean called) {}

    /** A file of the data folder: path is relative to it. */
    record Kept(String path, long bytes, String sha256) {}

    byte[] json() {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static Manifest read(byte[] json) {
        return JsonMapper.shared().readValue(json, Manifest.class);
    }
}
