package io.lingchuang.calls;

import io.lingchuang.OpenCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** A call in the hands of its host: made of a template, given its dates, published. */
abstract class EditedCall extends OpenCall {

    static final Instant OPENS = Instant.parse("2026-10-01T00:00:00Z");
    static final Instant CLOSES = Instant.parse("2026-11-30T09:00:00Z");

    @Autowired
    NewCalls newCalls;

    @Autowired
    CallEditor editor;

    @Autowired
    Calls calls;

    Call call(long id) {
        return calls.call(id);
    }

    int seen(long id) {
        return call(id).version();
    }

    void dates(long id, @Nullable Instant opens, @Nullable Instant closes) {
        Call c = call(id);
        Call.Basis basis =
                c.kind() == Call.Kind.COMMENDATION ? new Call.Basis("皖评组〔2024〕3号", "市级", null, null, null) : null;
        editor.basics(
                officer,
                id,
                c.version(),
                new Basics(
                        c.title(),
                        c.programme(),
                        c.year(),
                        c.kind(),
                        basis,
                        c.introduction(),
                        c.intake(),
                        opens,
                        closes));
    }

    /** Of the five-small template, with its dates, published. */
    long published() {
        long id = newCalls.fromTemplate(officer, city.id(), "five-small", "", 2026);
        dates(id, OPENS, CLOSES);
        editor.publish(officer, id, seen(id));
        return id;
    }
}
