package org.convene;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.apache.camel.quarkus.main.CamelMainApplication;
import org.convene.audit.AuditCommand;
import org.convene.check.CheckCommand;

/** Starts the hub; or does one thing and ends, with an exit code that says how it went. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        List<String> said = List.of(arguments);
        if (said.contains(AuditCommand.NAME)) {
            System.exit(new AuditCommand(System.out).run(said));
        }
        if (said.contains(CheckCommand.NAME)) {
            CheckCommand.prepare();
        }
        Quarkus.run(CamelMainApplication.class, CheckCommand.without(arguments));
    }
}
