package org.convene.terminal;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.utils.ConfigSourceUtil;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.convene.ops.Settings;
import org.convene.terminal.catalogue.Catalogue;
import org.convene.terminal.session.Sessions;

/** The terminals' part of the hub, by itself, with the settings of the project and a few of a test. */
final class Hub implements AutoCloseable {
    final List<TerminalEvent> events = new CopyOnWriteArrayList<>();
    /** Who gave which command, and what came of it. */
    final List<String> told = new CopyOnWriteArrayList<>();

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Terminals terminals;

    private final Sessions sessions;

    Hub(Vertx vertx, Map<String, String> written) throws Exception {
        Map<String, String> all = new HashMap<>(ConfigSourceUtil.urlToMap(
                Path.of("application.properties").toUri().toURL()));
        all.put("convene.terminal.reconnect-after", "100ms");
        all.put("convene.terminal.reconnect-longest", "500ms");
        all.put("convene.terminal.pace", "5ms");
        all.putAll(written);
        Settings settings = new Settings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build());
        sessions = new Sessions(vertx, settings, Catalogue.standard(), Clock.systemUTC(), metrics, this::log);
        terminals = new Terminals(sessions);
        terminals.listen(events::add);
        sessions.start();
    }

    private void log(String terminal, TerminalCommand command, Instant at, String result, String words) {
        told.add(command.who() + " " + command.method() + " " + result);
    }

    static Hub at(Vertx vertx, ScriptedTerminal terminal, Map<String, String> written) throws Exception {
        Map<String, String> all = new HashMap<>(written);
        all.put("convene.terminals.\"room-101\".url", terminal.url());
        return new Hub(vertx, all);
    }

    Terminal room() {
        return terminals.find("room-101").orElseThrow();
    }

    List<TerminalEvent> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    @Override
    public void close() {
        sessions.stop();
    }
}
