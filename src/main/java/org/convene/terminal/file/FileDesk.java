package org.convene.terminal.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.convene.terminal.Terminal;
import org.convene.terminal.Terminals;
import org.jboss.logging.Logger;

/** Pictures from terminals and files for them, for the API and for routes. */
@Singleton
@Named("terminalFiles")
public class FileDesk {
    private static final Logger LOG = Logger.getLogger(FileDesk.class);
    private static final int LONGEST_NAME = 200;

    private final Terminals terminals;
    private final TerminalFiles files;
    private final Path uploads;

    public FileDesk(Terminals terminals, TerminalFiles files, Settings settings) {
        this.terminals = terminals;
        this.files = files;
        this.uploads = settings.dataDir().resolve("uploads");
    }

    /** In: headers {@code name}, the terminal, and {@code peer}, whose picture; its own camera's when empty. Out: a JPEG. */
    public CompletionStage<byte[]> frame(Exchange exchange) throws Rejected {
        Message message = exchange.getMessage();
        String peer = Optional.ofNullable(message.getHeader("peer", String.class))
                .filter(id -> !id.isBlank())
                .orElse(TerminalFiles.SELF);
        return files.frame(terminal(message), peer).thenApply(picture -> {
            message.removeHeaders("*");
            message.setHeader(Exchange.CONTENT_TYPE, "image/jpeg");
            return picture;
        });
    }

    /**
     * In: headers {@code name}, the terminal, {@code file}, the name that people see, and its {@code Content-Type}; the file
     * as the body. Out: {@code {fileId}}.
     */
    public CompletionStage<String> upload(Exchange exchange) throws Rejected, IOException {
        Message message = exchange.getMessage();
        Terminal terminal = terminal(message);
        String name = plain(message.getHeader("file", String.class));
        String type = Optional.ofNullable(message.getHeader(Exchange.CONTENT_TYPE, String.class))
                .orElse("application/octet-stream");
        Path copy = Files.createTempFile(Files.createDirectories(uploads), "upload-", ".part");
        try (InputStream body = message.getBody(InputStream.class)) {
            Files.copy(body, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return files.upload(terminal, name, type, copy)
                .whenComplete((stored, failure) -> delete(copy))
                .thenApply((ObjectNode stored) -> Answers.json(exchange, 201, stored));
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException stays) {
            LOG.warnf("%s could not be deleted", copy);
        }
    }

    /** A name, and no path: it stands in what is sent to the terminal. */
    private static String plain(String name) throws Rejected {
        String plain =
                name == null ? "" : name.replaceAll("[\\p{Cntrl}\"/\\\\]", " ").strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            throw Rejected.because(
                    400, "file is the name that people see, of at most " + LONGEST_NAME + " characters.");
        }
        return plain;
    }

    private Terminal terminal(Message message) throws Rejected {
        return terminals.named(message.getHeader("name", String.class));
    }
}
