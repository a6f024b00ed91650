package org.convene.sandbox.moodle;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a sandbox is set up.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param stateFile where the site survives a restart; null keeps it in memory only
 * @param token of the web service user
 * @param delay how long every request takes at least, to play a slow site
 */
public record MoodleSettings(String host, int port, Path stateFile, String token, Duration delay) {

    /** Any free port on loopback, in memory, {@code sandbox-token}. */
    public static MoodleSettings standard() {
        return new MoodleSettings("127.0.0.1", 0, null, "sandbox-token", Duration.ZERO);
    }

    public MoodleSettings withHost(String newHost) {
        return new MoodleSettings(newHost, port, stateFile, token, delay);
    }

    public MoodleSettings withPort(int newPort) {
        return new MoodleSettings(host, newPort, stateFile, token, delay);
    }

    public MoodleSettings withStateFile(Path newStateFile) {
        return new MoodleSettings(host, port, newStateFile, token, delay);
    }

    public MoodleSettings withToken(String newToken) {
        return new MoodleSettings(host, port, stateFile, newToken, delay);
    }

    public MoodleSettings withDelay(Duration newDelay) {
        return new MoodleSettings(host, port, stateFile, token, newDelay);
    }
}
