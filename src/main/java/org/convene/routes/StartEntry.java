package org.convene.routes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.AuditedChange;
import org.convene.ops.Sha256;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says in the audit that a hub started, in which version, and with which files of the operator's own. */
@Singleton
class StartEntry {
    private static final Logger LOG = Logger.getLogger(StartEntry.class);

    private final RouteSources sources;
    private final AuditTrail trail;
    private final String version;

    StartEntry(
            RouteSources sources,
            AuditTrail trail,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.sources = sources;
        this.trail = trail;
        this.version = version;
    }

    void write(@Observes StartupEvent event) {
        ObjectNode how = JsonNodeFactory.instance.objectNode().put("version", version);
        try {
            ObjectNode files = how.putObject("routes");
            for (Path file : sources.own("")) {
                Path path = sources.directory().orElseThrow().relativize(file);
                files.put(path.toString(), Sha256.of(Files.readAllBytes(file)));
            }
            trail.add(Act.system("hub.start"), "hub", AuditedChange.DONE, null, how);
        } catch (IOException | SQLException away) {
            LOG.warnf("That the hub started is not written down: %s", away.getMessage());
        }
    }
}
