package org.convene.console;

import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;

/**
 * What a role may ask of the MBeans of this process. Everything is listed that may be had, and the rest is refused: an MBean
 * that a library adds tomorrow is not readable by itself, and no operation is that runs what it is given (sending to an
 * endpoint, changing a route, evaluating an expression), nor any that shows messages, which carry names and tokens.
 */
final class ConsoleRules implements Restrictor {
    private static final String CAMEL = "org.apache.camel";

    private static final Set<String> CAMEL_TYPES = Set.of(
            "components",
            "consumers",
            "context",
            "dataformats",
            "endpoints",
            "errorhandlers",
            "eventnotifiers",
            "health",
            "processors",
            "producers",
            "routecontroller",
            "routegroups",
            "routes",
            "services",
            "steps",
            "threadpools");

    /** Of the virtual machine: figures, but neither its properties and arguments nor its logging. */
    private static final Map<String, Set<String>> JVM_ATTRIBUTES = Map.of(
            "Runtime",
            Set.of(
                    "Name",
                    "SpecName",
                    "SpecVendor",
                    "SpecVersion",
                    "StartTime",
                    "Uptime",
                    "VmName",
                    "VmVendor",
                    "VmVersion"));

    private static final Set<String> JVM_TYPES = Set.of(
            "ClassLoading",
            "Compilation",
            "GarbageCollector",
            "Memory",
            "MemoryManager",
            "MemoryPool",
            "OperatingSystem",
            "Threading");

    /** Options of the context are free text, which may hold anything. */
    private static final Set<String> HIDDEN_ATTRIBUTES = Set.of("GlobalOptions");

    private static final Set<String> LOOKS_AT_ROUTES = Set.of(
            "dumpRouteAsXml()",
            "dumpRoutesAsXml()",
            "dumpRouteStatsAsXml(boolean,boolean)",
            "dumpRoutesStatsAsXml(boolean,boolean)",
            "dumpRouteStatsAsXml",
            "dumpRoutesStatsAsXml",
            "dumpRouteSourceLocationsAsXml",
            "dumpRouteSourceLocationsAsXml()");

    private static final Set<String> LOOKS_AT_SERVICES = Set.of(
            "browse()", "browse(java.lang.String)", "endpointStatistics", "endpointStatistics()", "listTypeConverters");

    private static final Set<String> LOOKS_AT_THREADS =
            Set.of("dumpAllThreads(boolean,boolean)", "getThreadInfo(long,int)", "findDeadlockedThreads()");

    private static final Set<String> OPERATES_ROUTES = Set.of(
            "start()", "start", "stop()", "stop(long)", "restart()", "suspend()", "suspend", "resume()", "resume");

    private final ConsoleRole role;

    ConsoleRules(ConsoleRole role) {
        this.role = role;
    }

    /** A link must not change anything, so what is asked for comes as the body of a POST. */
    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.POST;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return switch (type) {
            case READ, LIST, SEARCH, VERSION, EXEC -> true;
            case WRITE -> role == ConsoleRole.ADMIN;
            default -> false;
        };
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        if (isObjectNameHidden(name)) {
            return false;
        }
        Set<String> only = name.getDomain().equals("java.lang") ? JVM_ATTRIBUTES.get(type(name)) : null;
        return only == null ? !HIDDEN_ATTRIBUTES.contains(attribute) : only.contains(attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return role == ConsoleRole.ADMIN
                && name.getDomain().equals(CAMEL)
                && !isObjectNameHidden(name)
                && attribute.equals("StatisticsEnabled");
    }

    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        if (isObjectNameHidden(name)) {
            return false;
        }
        String of = name.getDomain() + ":" + type(name);
        return switch (of) {
            case "java.lang:Threading" -> LOOKS_AT_THREADS.contains(operation);
            case "java.lang:Memory" -> role == ConsoleRole.ADMIN && operation.equals("gc");
            case CAMEL + ":services" -> LOOKS_AT_SERVICES.contains(operation);
            case CAMEL + ":context" ->
                LOOKS_AT_ROUTES.contains(operation)
                        || role == ConsoleRole.ADMIN && isAnyOf(operation, "suspend", "resume", "reset(boolean)");
            case CAMEL + ":routes" ->
                LOOKS_AT_ROUTES.contains(operation)
                        || role.isAtLeast(ConsoleRole.OPERATOR) && OPERATES_ROUTES.contains(operation)
                        || role == ConsoleRole.ADMIN && operation.equals("reset(boolean)");
            default -> false;
        };
    }

    private static boolean isAnyOf(String operation, String... allowed) {
        return Set.of(allowed).contains(operation.replace("()", ""));
    }

    /** Who may call the hub was asked before. */
    @Override
    public boolean isRemoteAccessAllowed(String... hosts) {
        return true;
    }

    /** The pages of the console come from this origin, so no other needs to be let in. */
    @Override
    public boolean isOriginAllowed(String origin, boolean strict) {
        return false;
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return switch (name.getDomain()) {
            case CAMEL -> !CAMEL_TYPES.contains(type(name));
            case "java.lang" -> !JVM_TYPES.contains(type(name)) && !JVM_ATTRIBUTES.containsKey(type(name));
            case "java.nio" -> !"BufferPool".equals(type(name));
            default -> true;
        };
    }

    private static String type(ObjectName name) {
        String type = name.getKeyProperty("type");
        return type == null ? "" : type;
    }
}
