package io.lingchuang.platform.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Looks whether the port is free before anything begins, not after a database was made and a city loaded into it. */
public final class FreePort implements ApplicationListener<ApplicationContextInitializedEvent> {

    @Override
    public void onApplicationEvent(ApplicationContextInitializedEvent starting) {
        var settings = starting.getApplicationContext().getEnvironment();
        int port = settings.getProperty("server.port", Integer.class, 8080);
        String address = settings.getProperty("server.address");
        if (port <= 0) {
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
        } catch (IOException taken) {
            throw new PortInUseException(port, taken);
        }
    }

    /** Says which option gives another port. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Taken extends AbstractFailureAnalyzer<PortInUseException> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable whole, PortInUseException cause) {
            return new FailureAnalysis(
                    "Port " + cause.getPort() + " is not free: another program listens there.",
                    "Stop it, or give another port with --server.port=PORT or LINGCHUANG_PORT.",
                    cause);
        }
    }
}
