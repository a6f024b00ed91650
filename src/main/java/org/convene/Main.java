package org.convene;

import io.quarkus.runtime.Quarkus;
import java.util.List;
import org.convene.audit.AuditCommand;
import org.convene.check.CheckCommand;

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
        Quarkus.run(arguments);
    }
}
