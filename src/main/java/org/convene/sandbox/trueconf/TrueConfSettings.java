package org.convene.sandbox.trueconf;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a sandbox is set up.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param publicUrl under which people reach the conferences; null means the sandbox itself
 * @param stateFile where conferences survive a restart; null keeps them in memory only
 * @param clientId of the one OAuth application
 * @param clientSecret of it
 * @param secretKey the endless token with every right, from the server's own settings (trueconf-server.md B1)
 * @param serverName what stands after the @ of a user
 * @param delay how long every request takes at least, to play a slow server
 */
public record TrueConfSettings(
        String host,
        int port,
        String publicUrl,
        Path stateFile,
        String clientId,
        String clientSecret,
        String secretKey,
        String serverName,
        Duration delay) {

    /** Any free port on loopback, in memory, application {@code sandbox-client} with {@code sandbox-secret}. */
    public static TrueConfSettings standard() {
        return new TrueConfSettings(
                "127.0.0.1",
                0,
                null,
                null,
                "sandbox-client",
                "sandbox-secret",
                "sandbox-secret-key",
                "sandbox.trueconf.example",
                Duration.ZERO);
    }

    public TrueConfSettings withHost(String newHost) {
        return new TrueConfSettings(
                newHost, port, publicUrl, stateFile, clientId, clientSecret, secretKey, serverName, delay);
    }

    public TrueConfSettings withPort(int newPort) {
        return new TrueConfSettings(
                host, newPort, publicUrl, stateFile, clientId, clientSecret, secretKey, serverName, delay);
    }

    public TrueConfSettings withPublicUrl(String newPublicUrl) {
        return new TrueConfSettings(
                host, port, newPublicUrl, stateFile, clientId, clientSecret, secretKey, serverName, delay);
    }

    public TrueConfSettings withStateFile(Path newStateFile) {
        return new TrueConfSettings(
                host, port, publicUrl, newStateFile, clientId, clientSecret, secretKey, serverName, delay);
    }

    public TrueConfSettings withClient(String newClientId, String newClientSecret) {
        return new TrueConfSettings(
                host, port, publicUrl, stateFile, newClientId, newClientSecret, secretKey, serverName, delay);
    }

    public TrueConfSettings withDelay(Duration newDelay) {
        return new TrueConfSettings(
                host, port, publicUrl, stateFile, clientId, clientSecret, secretKey, serverName, newDelay);
    }
}
