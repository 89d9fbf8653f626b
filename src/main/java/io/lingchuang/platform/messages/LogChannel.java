package io.lingchuang.platform.messages;

import io.lingchuang.platform.text.Mask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in for SMS and WeCom until the city gives its own channel: says in the log what would have been sent. */
record LogChannel(String name) implements MessageChannel {

    private static final Logger log = LoggerFactory.getLogger(LogChannel.class);

    @Override
    public void deliver(String phone, String text) {
        log.info("[{}] to {}: {}", name, Mask.phone(phone), text);
    }
}
