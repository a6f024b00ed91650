package org.convene.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged hub, started to do one thing and end.
 *
 * @param output what it said, on both of its ways
 */
public record HubCommand(int code, String output) {
    public static HubCommand run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Processes.java(), "-Xmx256m", "-jar", "quarkus-run.jar"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Processes.APPLICATION.toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the command does not end: " + output);
            }
            return new HubCommand(process.exitValue(), output);
        } catch (IOException noProcess) {
            throw new UncheckedIOException(noProcess);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
