package io.lingchuang.review.minutes;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.Panel;
import io.lingchuang.review.minutes.Minutes.Read;
import io.lingchuang.review.minutes.Minutes.Seat;
import io.lingchuang.review.minutes.Minutes.State;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Minutes with nothing left out, for whoever supervises; that they may is asked where they look. */
@Component
public class WholeMinutes {

    private final MinutesStore store;
    private final MinutesMaking making;

    WholeMinutes(MinutesStore store, MinutesMaking making) {
        this.store = store;
        this.making = making;
    }

    /** The newest first, without a draft that another closing overtook. */
    public List<Minutes> ofPanel(long panel) {
        return store.ofPanel(panel).stream()
                .filter(m -> m.state() != State.DRAFT || m.current())
                .toList();
    }

    /** A draft says what the records say now. */
    @Transactional(readOnly = true)
    public Read read(Panel panel, int number) {
        Minutes minutes = ofPanel(panel.id()).stream()
                .filter(m -> m.number() == number)
                .findFirst()
                .orElseThrow(NotFound::new);
        Content content = minutes.content() != null
                ? minutes.content()
                : making.of(panel, number, minutes.remarks(), minutes.titles());
        return new Read(minutes, content, content.hash(), store.words(panel.id(), number), Seat.SUPERVISOR, null);
    }
}
