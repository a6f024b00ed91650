package org.convene.console;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.ObjectName;

/**
 * What somebody with a role may see and do at the MBeans (JMX) of the hub; each may do what those before may. Nobody sees any
 * other domain than Camel's and the JVM's own, nor what may hold a secret: system properties, arguments, resolved placeholders.
 */
enum ConsoleRole {
    /** Looks: attributes, statistics, diagrams, threads. Messages are personal data, so they are not shown. */
    VIEWER {
        @Override
        boolean mayRead(ObjectName bean, String attribute) {
            return isOurs(bean) && !SECRETIVE.contains(attribute) && !(isTracer(bean) && attribute.startsWith("Trace"));
        }

        @Override
        boolean mayWrite(ObjectName bean, String attribute) {
            return false;
        }

        @Override
        boolean mayDo(ObjectName bean, String operation) {
            if (isJvm(bean)) {
                return THREADS.matcher(operation).matches();
            }
            return isCamel(bean)
                    && !isTracer(bean)
                    && LOOKING.matcher(operation).matches()
                    && !RESOLVED.matcher(operation).matches();
        }
    },

    /** Also starts and stops routes. */
    OPERATOR {
        @Override
        boolean mayRead(ObjectName bean, String attribute) {
            return VIEWER.mayRead(bean, attribute);
        }

        @Override
        boolean mayWrite(ObjectName bean, String attribute) {
            return false;
        }

        @Override
        boolean mayDo(ObjectName bean, String operation) {
            return VIEWER.mayDo(bean, operation)
                    || isCamel(bean, "routes") && ROUTE.matcher(operation).matches();
        }
    },

    /**
     * Also looks at messages on their way, which show people and what vendors are told, and at whatever else can be started,
     * stopped and cleared. Nobody sends messages or has anything evaluated: that is for routes to say.
     */
    ADMIN {
        @Override
        boolean mayRead(ObjectName bean, String attribute) {
            return isOurs(bean) && !SECRETIVE.contains(attribute);
        }

        @Override
        boolean mayWrite(ObjectName bean, String attribute) {
            return isTracer(bean) && TRACING.contains(attribute)
                    || isCamel(bean) && attribute.equals("StatisticsEnabled");
        }

        @Override
        boolean mayDo(ObjectName bean, String operation) {
            return OPERATOR.mayDo(bean, operation)
                    || isCamel(bean) && SWITCHES.matcher(operation).matches()
                    || isCamel(bean, "endpoints") && BROWSING.matcher(operation).matches()
                    || isTracer(bean) && TRACES.matcher(operation).matches()
                    || isJvm(bean) && operation.equals("gc");
        }
    };

    private static final Set<String> JVM = Set.of(
            "Memory",
            "MemoryPool",
            "GarbageCollector",
            "Threading",
            "OperatingSystem",
            "Runtime",
            "ClassLoading",
            "Compilation");
    private static final Set<String> SECRETIVE =
            Set.of("SystemProperties", "InputArguments", "ClassPath", "LibraryPath", "BootClassPath", "GlobalOptions");
    private static final Set<String> TRACING =
            Set.of("Enabled", "Standby", "BacklogSize", "RemoveOnDump", "BodyMaxChars", "BodyIncludeStreams");
    private static final Pattern THREADS =
            Pattern.compile("(dumpAllThreads|getThreadInfo|findDeadlockedThreads|findMonitorDeadlockedThreads)\\b.*");
    private static final Pattern LOOKING = Pattern.compile(
            "(dump(Route|Routes|Step|Structured|As|Statistics)\\w*"
                    + "|get(?!GlobalOption)\\w+|is\\w+|has\\w+|find\\w+|list\\w+|explain\\w+|\\w+Json|\\w+JsonSchema|endpointStatistics)\\b.*");
    /** Overloads whose flag has placeholders, and so perhaps secrets, resolved. */
    private static final Pattern RESOLVED =
            Pattern.compile("dump(Routes?)?As(Xml|Yaml)\\(.*boolean.*|dumpRoutes?As\\w+\\(.*boolean.*");

    private static final Pattern SWITCHES =
            Pattern.compile("(start|stop|suspend|resume|restart|reset|remove|purge)\\b.*");
    private static final Pattern ROUTE = Pattern.compile("(start|stop|suspend|resume|restart|reset)\\b.*");
    private static final Pattern BROWSING = Pattern.compile("(browse|queueSize)\\w*\\b.*");
    private static final Pattern TRACES = Pattern.compile("(dump\\w+|clear|resetTraceCounter)\\b.*");

    abstract boolean mayRead(ObjectName bean, String attribute);

    abstract boolean mayWrite(ObjectName bean, String attribute);

    /** @param operation with the types of its parameters where there are several of the name */
    abstract boolean mayDo(ObjectName bean, String operation);

    /** Empty for whoever has no business here, such as a source of lessons. */
    static Optional<ConsoleRole> of(SecurityIdentity identity) {
        if (identity.hasRole("admin")) {
            return Optional.of(ADMIN);
        }
        if (identity.hasRole("operator")) {
            return Optional.of(OPERATOR);
        }
        return identity.hasRole("viewer") ? Optional.of(VIEWER) : Optional.empty();
    }

    static boolean isOurs(ObjectName bean) {
        return isCamel(bean) || isJvm(bean);
    }

    private static boolean isCamel(ObjectName bean) {
        return bean.getDomain().equals("org.apache.camel");
    }

    private static boolean isCamel(ObjectName bean, String type) {
        return isCamel(bean) && type.equals(bean.getKeyProperty("type"));
    }

    private static boolean isTracer(ObjectName bean) {
        return isCamel(bean, "tracer");
    }

    private static boolean isJvm(ObjectName bean) {
        String type = bean.getKeyProperty("type");
        return bean.getDomain().equals("java.lang") && type != null && JVM.contains(type);
    }
}
