package io.lingchuang.platform.messages;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The ways out of the app that this city has; without any, what would go out stands in the log. */
@Component
public class Channels {

    private final List<MessageChannel> channels;

    Channels(ObjectProvider<MessageChannel> channels) {
        List<MessageChannel> given = channels.stream().toList();
        this.channels = given.isEmpty() ? List.of(new LogChannel("SMS"), new LogChannel("WeCom")) : given;
    }

    /** The channel that is named as the sender. */
    String first() {
        return channels.getFirst().name();
    }

    public void deliver(String phone, String text) {
        channels.forEach(c -> c.deliver(phone, text));
    }
}
