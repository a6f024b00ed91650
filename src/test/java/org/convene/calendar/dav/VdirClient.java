package org.convene.calendar.dav;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A person's own calendar programs: a folder of events, kept in step with the server by vdirsyncer, written by khal. */
final class VdirClient implements AutoCloseable {
    private final Path directory = Files.createTempDirectory("convene-vdir");
    private final Path events = Files.createDirectory(directory.resolve("events"));

    VdirClient(URI calendar, Optional<Login> login) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(
                "[general]",
                "status_path = \"" + directory.resolve("status") + "\"",
                "[pair both]",
                "a = \"here\"",
                "b = \"there\"",
                "collections = null",
                "[storage here]",
                "type = \"filesystem\"",
                "path = \"" + events + "\"",
                "fileext = \".ics\"",
                "[storage there]",
                "type = \"caldav\"",
                "url = \"" + calendar + "\""));
        login.ifPresent(known -> lines.addAll(
                List.of("username = \"" + known.username() + "\"", "password = \"" + known.password() + "\"")));
        Files.write(directory.resolve("vdirsyncer"), lines);
        Files.write(
                directory.resolve("khal"),
                List.of(
                        "[calendars]",
                        "[[mine]]",
                        "path = " + events,
                        "[default]",
                        "default_calendar = mine",
                        "[locale]",
                        "local_timezone = Europe/Moscow",
                        "default_timezone = Europe/Moscow",
                        "timeformat = %H:%M",
                        "dateformat = %Y-%m-%d",
                        "longdateformat = %Y-%m-%d",
                        "datetimeformat = %Y-%m-%d %H:%M",
                        "longdatetimeformat = %Y-%m-%d %H:%M",
                        "[sqlite]",
                        "path = " + directory.resolve("khal.db")));
        run("vdirsyncer", "-c", directory.resolve("vdirsyncer").toString(), "discover");
    }

    void write(String name, String text) throws IOException {
        Files.writeString(events.resolve(name + ".ics"), text);
    }

    String read(String name) throws IOException {
        return Files.readString(events.resolve(name + ".ics"));
    }

    void delete(String name) throws IOException {
        Files.delete(events.resolve(name + ".ics"));
    }

    /** Both ways. An empty side is no accident here. */
    void synchronise() throws IOException, InterruptedException {
        run("vdirsyncer", "-c", directory.resolve("vdirsyncer").toString(), "sync", "--force-delete");
    }

    void khal(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("khal", "-c", directory.resolve("khal").toString()));
        command.addAll(Arrays.asList(arguments));
        run(command.toArray(String[]::new));
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " does not end: " + Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + Files.readString(log));
        }
    }

    @Override
    public void close() {
        CalDavServer.deleteAll(directory);
    }
}
