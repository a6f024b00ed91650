package org.convene.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Java processes started by tests; none of them outlives the tests, whatever happens. */
final class Processes {
    static final Path APPLICATION = Path.of("target/quarkus-app").toAbsolutePath();
    private static final Path LOGS = Path.of("target/process-logs");
    private static final Set<Process> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(Process::destroyForcibly)));
    }

    private Processes() {}

    /** What it says is appended to {@code target/process-logs/NAME.log}. */
    static Process start(String name, Map<String, String> environment, List<String> arguments) {
        try {
            Files.createDirectories(LOGS);
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .directory(APPLICATION.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name)));
            builder.environment().putAll(environment);
            Process process = builder.start();
            ALL.add(process);
            return process;
        } catch (IOException noProcess) {
            throw new UncheckedIOException(noProcess);
        }
    }

    static File log(String name) {
        return LOGS.resolve(name + ".log").toAbsolutePath().toFile();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** As {@code kill -9} does it: the process has no say in it. */
    static void kill(Process process) {
        process.destroyForcibly();
        await(process);
    }

    /** As an operator does it: the process may finish what it has in hand. */
    static void stop(Process process) {
        process.destroy();
        await(process);
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the process does not end: " + process.info());
            }
            ALL.remove(process);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
