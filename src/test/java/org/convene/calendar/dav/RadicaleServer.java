package org.convene.calendar.dav;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Radicale, with one user and a password. */
public final class RadicaleServer extends CalDavServer {
    private static final Login ANN = new Login("ann", "sécret");

    public RadicaleServer() {
        super("radicale");
    }

    @Override
    protected List<String> command(Path directory, int port) throws IOException {
        Path users = Files.writeString(directory.resolve("users"), ANN.username() + ":" + ANN.password() + "\n");
        Path config = Files.writeString(
                directory.resolve("config"),
                String.join(
                        "\n",
                        "[server]",
                        "hosts = 127.0.0.1:" + port,
                        "[auth]",
                        "type = htpasswd",
                        "htpasswd_filename = " + users,
                        "htpasswd_encryption = plain",
                        "delay = 0",
                        "[storage]",
                        "filesystem_folder = " + directory.resolve("collections"),
                        ""));
        return List.of("radicale", "--config", config.toString());
    }

    @Override
    protected String home() {
        return "/ann/";
    }

    @Override
    public Optional<Login> login() {
        return Optional.of(ANN);
    }
}
