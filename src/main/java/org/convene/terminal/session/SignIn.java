package org.convene.terminal.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.convene.terminal.session.TerminalSettings.Role;

/**
 * How we sign in (trueconf-room C1.1): after a loss with the token of the last time, else with the credentials of
 * configuration, else as an unsecured account.
 */
final class SignIn {
    private static final int ADMIN = 2;

    private final TerminalSettings settings;
    private final Queue<ObjectNode> ways = new ArrayDeque<>(2);
    private String token;
    private boolean first;
    private String loss = "";
    private volatile Integer privileges;

    SignIn(TerminalSettings settings) {
        this.settings = settings;
    }

    /** @param withToken whether the token of the last time may be used: not by somebody who takes a seat back */
    void begin(boolean withToken) {
        ways.clear();
        loss = "";
        first = true;
        if (withToken && token != null) {
            ways.add(secured(token));
        }
        ways.add(settings.credentials().map(this::secured).orElseGet(this::unsecured));
    }

    void again(SeatLoss.SignInAgain why) {
        token = null;
        begin(false);
        loss = why.words() + "; ";
        first = false;
        if (why.unsecured() && settings.credentials().isPresent()) {
            ways.clear();
            ways.add(unsecured());
            ways.add(secured(settings.credentials().get()));
        }
    }

    boolean isFirst() {
        return first;
    }

    boolean hasNext() {
        return !ways.isEmpty();
    }

    ObjectNode next() {
        first = false;
        return ways.remove();
    }

    void accepted(ObjectNode reply) {
        token = reply.path("token").asText(null);
        // spelled so by the terminal
        privileges = reply.path("previleges").asInt(reply.path("privileges").asInt(ADMIN));
    }

    /** We are not signed in any more. The token stays: it may still do after a lost connection. */
    void lost() {
        privileges = null;
    }

    /** {@code admin} or {@code user}. */
    Optional<String> seat() {
        Integer granted = privileges;
        return Optional.ofNullable(granted).map(rights -> rights == ADMIN ? "admin" : "user");
    }

    /** What is not as configured, though we are signed in. */
    Optional<String> shortcoming() {
        boolean less = settings.role() == Role.ADMIN && privileges != null && privileges != ADMIN;
        return less
                ? Optional.of("signed in as user though configured as admin: only calls and devices can be controlled")
                : Optional.empty();
    }

    /** Why we are not signed in, and what to do. */
    String words(ObjectNode reply) {
        token = null;
        String said = reply.path("error").asText("");
        String key = TerminalSettings.KEYS + ".\"" + settings.name() + "\".credentials";
        return loss
                + (settings.credentials().isPresent()
                        ? "the terminal does not accept " + key
                        : "the terminal is secured, set " + key)
                + (said.isEmpty() ? "" : " (it says: " + said + ")");
    }

    private ObjectNode unsecured() {
        return withRole(JsonNodeFactory.instance.objectNode().put("type", "unsecured"));
    }

    private ObjectNode secured(String secret) {
        return withRole(
                JsonNodeFactory.instance.objectNode().put("type", "secured").put("credentials", secret));
    }

    private ObjectNode withRole(ObjectNode way) {
        return settings.role() == Role.USER ? way.put("role", "user") : way;
    }
}
