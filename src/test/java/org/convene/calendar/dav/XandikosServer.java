package org.convene.calendar.dav;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Xandikos, which keeps calendars in Git and asks nobody for a password. */
public final class XandikosServer extends CalDavServer {
    public XandikosServer() {
        super("xandikos");
    }

    @Override
    protected List<String> command(Path directory, int port) {
        return List.of(
                "xandikos",
                "--autocreate",
                "--defaults",
                "-d",
                directory.resolve("collections").toString(),
                "-l",
                "127.0.0.1",
                "-p",
                String.valueOf(port));
    }

    /** Beside the calendar that it makes by itself, so that a home of one calendar can be had. */
    @Override
    protected String home() {
        return "/user/calendars/";
    }

    @Override
    public Optional<Login> login() {
        return Optional.empty();
    }
}
