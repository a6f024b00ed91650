package org.convene.sandbox;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One sandbox for a test class, empty again after each test; tests ask for it as a parameter. */
final class SandboxExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private Vertx vertx;
    private Teleboss teleboss;

    @Override
    public void beforeAll(ExtensionContext context) {
        vertx = Vertx.vertx();
        teleboss = Teleboss.standard(vertx);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        teleboss.post("/backoffice/reset", "");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        teleboss.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Teleboss.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return teleboss;
    }
}
