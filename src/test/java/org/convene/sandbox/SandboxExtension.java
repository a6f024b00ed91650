package org.convene.sandbox;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One sandbox of a vendor for a test class, empty again after each test; tests ask for it as a parameter. */
final class SandboxExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private static final Map<Class<?>, Function<Vertx, SandboxClient>> KNOWN = Map.of(
            Teleboss.class,
            Teleboss::standard,
            TrueConf.class,
            TrueConf::standard,
            Rooms.class,
            Rooms::standard,
            MxProxy.class,
            MxProxy::standard);

    private final Map<Class<?>, SandboxClient> running = new HashMap<>();
    private Vertx vertx;

    @Override
    public void beforeAll(ExtensionContext context) {
        vertx = Vertx.vertx();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        running.values().forEach(SandboxClient::reset);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        running.values().forEach(SandboxClient::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KNOWN.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running.computeIfAbsent(
                parameter.getParameter().getType(), type -> KNOWN.get(type).apply(vertx));
    }
}
