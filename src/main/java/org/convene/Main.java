package org.convene;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.convene.audit.AuditCommand;
import org.convene.check.CheckCommand;
import org.convene.ops.Settings;
import org.convene.ops.StartChecks;
import org.convene.routes.RouteSources;
import org.convene.routes.RouteTrouble;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts the hub; or does one thing and ends, with an exit code that says how it went. Named in quarkus.package.main-class: with
 * an annotation the routes would start after everything else, not before.
 */
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        List<String> said = List.of(arguments);
        if (said.contains(AuditCommand.NAME)) {
            System.exit(new AuditCommand(System.out).run(said));
        }
        if (said.contains(CheckCommand.NAME)) {
            CheckCommand.prepare();
            Quarkus.run(null, (code, failure) -> CheckCommand.failed(failure), CheckCommand.without(arguments));
            return;
        }
        Quarkus.run(null, Main::ended, arguments);
    }

    private static void ended(int code, Throwable failure) {
        if (failure != null) {
            Optional<String> why = reason(failure);
            System.err.println(
                    "The hub does not start" + why.map(words -> ". " + words).orElse(":"));
            if (why.isEmpty()) {
                failure.printStackTrace();
            }
        }
        System.exit(code);
    }

    /** In one line, where somebody can act on it: what Camel says of a route that cannot be made fills a screen. */
    private static Optional<String> reason(Throwable failure) {
        Optional<String> complaint = StartChecks.complaint(failure);
        if (complaint.isPresent()) {
            return complaint;
        }
        RouteSources sources = new RouteSources(new Settings(ConfigProvider.getConfig()));
        try {
            return RouteTrouble.of(sources.all(RouteSources.ROUTES), failure).map(RouteTrouble::toString);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
