package org.convene.sandbox.mx;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a sandbox is set up.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param stateFile where the phone system survives a restart; null keeps it in memory only
 * @param clientId of the one application
 * @param clientSecret of it
 * @param username of the one user; what stands before an @ is the login at the phone system
 * @param password of that user
 * @param azureToken the identity token of Azure AD that is taken in place of application and user
 * @param delay how long every request takes at least, to play a slow proxy
 */
public record MxSettings(
        String host,
        int port,
        Path stateFile,
        String clientId,
        String clientSecret,
        String username,
        String password,
        String azureToken,
        Duration delay) {

    /** Any free port on loopback, in memory, {@code sandbox-client}, {@code sandbox-secret}, {@code sandbox} twice. */
    public static MxSettings standard() {
        return new MxSettings(
                "127.0.0.1",
                0,
                null,
                "sandbox-client",
                "sandbox-secret",
                "sandbox",
                "sandbox",
                "sandbox-azure-token",
                Duration.ZERO);
    }

    public MxSettings withHost(String newHost) {
        return new MxSettings(newHost, port, stateFile, clientId, clientSecret, username, password, azureToken, delay);
    }

    public MxSettings withPort(int newPort) {
        return new MxSettings(host, newPort, stateFile, clientId, clientSecret, username, password, azureToken, delay);
    }

    public MxSettings withStateFile(Path newStateFile) {
        return new MxSettings(host, port, newStateFile, clientId, clientSecret, username, password, azureToken, delay);
    }

    public MxSettings withClient(String newClientId, String newClientSecret) {
        return new MxSettings(
                host, port, stateFile, newClientId, newClientSecret, username, password, azureToken, delay);
    }

    public MxSettings withUser(String newUsername, String newPassword) {
        return new MxSettings(
                host, port, stateFile, clientId, clientSecret, newUsername, newPassword, azureToken, delay);
    }

    public MxSettings withAzureToken(String newAzureToken) {
        return new MxSettings(host, port, stateFile, clientId, clientSecret, username, password, newAzureToken, delay);
    }

    public MxSettings withDelay(Duration newDelay) {
        return new MxSettings(host, port, stateFile, clientId, clientSecret, username, password, azureToken, newDelay);
    }

    /** The login at the phone system, which the tokens name. */
    String login() {
        int at = username.indexOf('@');
        return at < 0 ? username : username.substring(0, at);
    }
}
