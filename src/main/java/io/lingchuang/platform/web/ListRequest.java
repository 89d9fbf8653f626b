package io.lingchuang.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;

/** What the address of a list says: filters, chosen columns and the place in it. A controller takes it as an argument. */
public record ListRequest(Map<String, String[]> parameters) {

    public static ListRequest of(HttpServletRequest request) {
        return new ListRequest(request.getParameterMap());
    }

    public static ListRequest none() {
        return new ListRequest(Map.of());
    }

    public String filter(String name) {
        String[] values = parameters.get(name);
        String value = values == null || values.length == 0 ? "" : values[0].replace("\u0000", "");
        return value.length() > 100 ? value.substring(0, 100) : value;
    }

    public String after() {
        return raw("after");
    }

    public String before() {
        return raw("before");
    }

    /** The last page: the list read backward from its end. */
    public boolean last() {
        return raw("place").equals("end");
    }

    /** Counted to the end, however long that is. */
    public boolean exact() {
        return raw("count").equals("exact");
    }

    public List<String> columns() {
        String[] values = parameters.get("col");
        return values == null ? List.of() : List.of(values);
    }

    private String raw(String name) {
        String[] values = parameters.get(name);
        return values == null || values.length == 0 ? "" : values[0];
    }
}
