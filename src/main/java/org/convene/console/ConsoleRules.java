package org.convene.console;

import java.util.Set;
import javax.management.ObjectName;
import org.jboss.logging.Logger;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;

/** Jolokia asks here before it does anything; whoever asks is known by the thread that answers. */
final class ConsoleRules implements Restrictor {
    private static final Logger LOG = Logger.getLogger(ConsoleRules.class);
    private static final Set<RequestType> LOOKS =
            Set.of(RequestType.READ, RequestType.LIST, RequestType.SEARCH, RequestType.VERSION);

    /** @param changes whether the request may change anything: a link that somebody follows must not */
    record Asking(String name, ConsoleRole role, boolean changes) {}

    private final ThreadLocal<Asking> asking = new ThreadLocal<>();

    void begin(Asking who) {
        asking.set(who);
    }

    void end() {
        asking.remove();
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.POST || method == HttpMethod.GET;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        Asking who = asking.get();
        if (who == null) {
            return false;
        }
        boolean changes = type == RequestType.EXEC || type == RequestType.WRITE;
        return LOOKS.contains(type) || changes && who.changes();
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName bean, String attribute) {
        Asking who = asking.get();
        return who != null && who.role().mayRead(bean, attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName bean, String attribute) {
        Asking who = asking.get();
        boolean may = who != null && who.changes() && who.role().mayWrite(bean, attribute);
        if (may) {
            LOG.infof("Console: %s sets %s of %s", who.name(), attribute, bean);
        }
        return may;
    }

    @Override
    public boolean isOperationAllowed(ObjectName bean, String operation) {
        Asking who = asking.get();
        boolean may = who != null && who.changes() && who.role().mayDo(bean, operation);
        if (may && !ConsoleRole.VIEWER.mayDo(bean, operation)) {
            LOG.infof("Console: %s does %s of %s", who.name(), operation, bean);
        }
        return may;
    }

    /** Who may call at all was decided before. */
    @Override
    public boolean isRemoteAccessAllowed(String... hosts) {
        return true;
    }

    /** Pages of other sites have no business here. */
    @Override
    public boolean isOriginAllowed(String origin, boolean strict) {
        return false;
    }

    @Override
    public boolean isObjectNameHidden(ObjectName bean) {
        return !ConsoleRole.isOurs(bean);
    }
}
