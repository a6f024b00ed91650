package org.convene.sandbox.teleboss;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How a sandbox is set up.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param publicUrl under which people reach the room pages; null means the sandbox itself
 * @param stateFile where rooms survive a restart; null keeps them in memory only
 * @param tokens personal tokens that are accepted
 * @param createStatus what a create answers, 201 or 200: the vendor does not say which (teleboss.md D1)
 * @param delay how long every request takes at least, to play a slow vendor
 * @param webhookRetry pause before the second and third attempt to deliver a webhook
 * @param credentials what {@code /v1/auth/token} accepts
 */
public record TelebossSettings(
        String host,
        int port,
        String publicUrl,
        Path stateFile,
        Set<String> tokens,
        int createStatus,
        Duration delay,
        Duration webhookRetry,
        Credentials credentials) {

    public TelebossSettings {
        tokens = Set.copyOf(tokens);
        if (createStatus != 200 && createStatus != 201) {
            throw new IllegalArgumentException("createStatus is 200 or 201, not " + createStatus);
        }
    }

    /** Any free port on loopback, in memory, token {@code sandbox-token}. */
    public static TelebossSettings standard() {
        return new TelebossSettings(
                "127.0.0.1",
                0,
                null,
                null,
                Set.of("sandbox-token"),
                201,
                Duration.ZERO,
                Duration.ofSeconds(2),
                Credentials.standard());
    }

    public TelebossSettings withHost(String newHost) {
        return new TelebossSettings(
                newHost, port, publicUrl, stateFile, tokens, createStatus, delay, webhookRetry, credentials);
    }

    public TelebossSettings withPort(int newPort) {
        return new TelebossSettings(
                host, newPort, publicUrl, stateFile, tokens, createStatus, delay, webhookRetry, credentials);
    }

    public TelebossSettings withPublicUrl(String newPublicUrl) {
        return new TelebossSettings(
                host, port, newPublicUrl, stateFile, tokens, createStatus, delay, webhookRetry, credentials);
    }

    public TelebossSettings withStateFile(Path newStateFile) {
        return new TelebossSettings(
                host, port, publicUrl, newStateFile, tokens, createStatus, delay, webhookRetry, credentials);
    }

    public TelebossSettings withTokens(Set<String> newTokens) {
        return new TelebossSettings(
                host, port, publicUrl, stateFile, newTokens, createStatus, delay, webhookRetry, credentials);
    }

    public TelebossSettings withCreateStatus(int newCreateStatus) {
        return new TelebossSettings(
                host, port, publicUrl, stateFile, tokens, newCreateStatus, delay, webhookRetry, credentials);
    }

    public TelebossSettings withDelay(Duration newDelay) {
        return new TelebossSettings(
                host, port, publicUrl, stateFile, tokens, createStatus, newDelay, webhookRetry, credentials);
    }

    public TelebossSettings withWebhookRetry(Duration newWebhookRetry) {
        return new TelebossSettings(
                host, port, publicUrl, stateFile, tokens, createStatus, delay, newWebhookRetry, credentials);
    }
}
