package io.lingchuang.platform.messages;

/** A way to reach people outside the app: SMS, WeCom. The city plugs its own in as a bean; without one, {@link LogChannel} writes to the log. */
public interface MessageChannel {
    String name();

    void deliver(String phone, String text);
}
