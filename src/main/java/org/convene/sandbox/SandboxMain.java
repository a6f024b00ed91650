package org.convene.sandbox;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convene.sandbox.moodle.MoodleSandbox;
import org.convene.sandbox.moodle.MoodleSettings;
import org.convene.sandbox.mx.MxSandbox;
import org.convene.sandbox.mx.MxSettings;
import org.convene.sandbox.stage.Sandbox;
import org.convene.sandbox.teleboss.TelebossSandbox;
import org.convene.sandbox.teleboss.TelebossSettings;
import org.convene.sandbox.terminal.TerminalSandbox;
import org.convene.sandbox.terminal.TerminalSettings;
import org.convene.sandbox.trueconf.TrueConfSandbox;
import org.convene.sandbox.trueconf.TrueConfSettings;

/**
 * One vendor's sandbox in a process of its own, for tests that kill the hub and for the benchmark:
 *
 * <pre>java -cp 'lib/boot/*:lib/main/*:app/*' org.convene.sandbox.SandboxMain port=18081 delay=20</pre>
 *
 * Options are {@code name=value} arguments, or system properties {@code sandbox.<name>}: {@code vendor} ({@code teleboss},
 * which it is without a word, {@code trueconf}, {@code terminal}, {@code mx} or {@code moodle}), {@code port}, {@code host}, {@code state} (a file), {@code public-url},
 * {@code delay} (milliseconds for every request); of Teleboss and Moodle {@code tokens} (comma separated) and {@code create-status} (200
 * or 201); of TrueConf Server and MX Proxy {@code client-id} and {@code client-secret}; of MX Proxy
 * {@code username}, {@code password} and {@code azure-token}; of terminals
 * {@code names} (comma separated) or {@code count} (so many, from {@code room-0001}) and {@code pin}. Prints one line when it listens.
 */
public final class SandboxMain {

    private static final Set<String> OPTIONS = Set.of(
            "vendor",
            "port",
            "host",
            "state",
            "public-url",
            "delay",
            "tokens",
            "create-status",
            "client-id",
            "client-secret",
            "username",
            "password",
            "azure-token",
            "names",
            "count",
            "pin");

    private SandboxMain() {}

    public static void main(String[] args) {
        Sandbox sandbox;
        try {
            sandbox = sandbox(Vertx.vertx(), options(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        sandbox.start()
                .onSuccess(port -> {
                    System.out.println(sandbox.vendor() + " sandbox on " + sandbox.url());
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(sandbox)));
                })
                .onFailure(failure -> {
                    System.err.println("The " + sandbox.vendor() + " sandbox does not start: " + failure.getMessage());
                    System.exit(1);
                });
    }

    private static Sandbox sandbox(Vertx vertx, Map<String, String> options) {
        String vendor = options.getOrDefault("vendor", "teleboss");
        return switch (vendor) {
            case "teleboss" -> new TelebossSandbox(vertx, teleboss(options));
            case "trueconf" -> new TrueConfSandbox(vertx, trueconf(options));
            case "terminal" -> new TerminalSandbox(vertx, terminals(options));
            case "mx" -> new MxSandbox(vertx, mx(options));
            case "moodle" -> new MoodleSandbox(vertx, moodle(options));
            default ->
                throw new IllegalArgumentException(
                        "vendor is teleboss, trueconf, terminal, mx or moodle, not " + vendor);
        };
    }

    private static TrueConfSettings trueconf(Map<String, String> options) {
        TrueConfSettings settings = TrueConfSettings.standard();
        return settings.withHost(options.getOrDefault("host", settings.host()))
                .withPort(number(options, "port", 18082))
                .withPublicUrl(options.get("public-url"))
                .withStateFile(options.containsKey("state") ? Path.of(options.get("state")) : null)
                .withDelay(Duration.ofMillis(number(options, "delay", 0)))
                .withClient(
                        options.getOrDefault("client-id", settings.clientId()),
                        options.getOrDefault("client-secret", settings.clientSecret()));
    }

    private static MoodleSettings moodle(Map<String, String> options) {
        MoodleSettings settings = MoodleSettings.standard();
        return settings.withHost(options.getOrDefault("host", settings.host()))
                .withPort(number(options, "port", 18085))
                .withStateFile(options.containsKey("state") ? Path.of(options.get("state")) : null)
                .withDelay(Duration.ofMillis(number(options, "delay", 0)))
                .withToken(options.getOrDefault("tokens", settings.token()));
    }

    private static MxSettings mx(Map<String, String> options) {
        MxSettings settings = MxSettings.standard();
        return settings.withHost(options.getOrDefault("host", settings.host()))
                .withPort(number(options, "port", 18084))
                .withStateFile(options.containsKey("state") ? Path.of(options.get("state")) : null)
                .withDelay(Duration.ofMillis(number(options, "delay", 0)))
                .withClient(
                        options.getOrDefault("client-id", settings.clientId()),
                        options.getOrDefault("client-secret", settings.clientSecret()))
                .withUser(
                        options.getOrDefault("username", settings.username()),
                        options.getOrDefault("password", settings.password()))
                .withAzureToken(options.getOrDefault("azure-token", settings.azureToken()));
    }

    private static TerminalSettings terminals(Map<String, String> options) {
        TerminalSettings settings = TerminalSettings.standard();
        settings = settings.withHost(options.getOrDefault("host", settings.host()))
                .withPort(number(options, "port", 18083))
                .withPin(options.get("pin"));
        if (options.containsKey("count")) {
            settings = settings.withCount(number(options, "count", 1));
        }
        return options.containsKey("names")
                ? settings.withNames(List.of(options.get("names").split(",")))
                : settings;
    }

    private static TelebossSettings teleboss(Map<String, String> options) {
        TelebossSettings settings = TelebossSettings.standard().withPort(number(options, "port", 18081));
        settings = settings.withDelay(Duration.ofMillis(number(options, "delay", 0)))
                .withCreateStatus(number(options, "create-status", 201))
                .withHost(options.getOrDefault("host", settings.host()))
                .withPublicUrl(options.get("public-url"));
        if (options.containsKey("tokens")) {
            settings = settings.withTokens(Set.of(options.get("tokens").split(",")));
        }
        if (options.containsKey("state")) {
            settings = settings.withStateFile(Path.of(options.get("state")));
        }
        return settings;
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        OPTIONS.forEach(name -> {
            String value = System.getProperty("sandbox." + name);
            if (value != null) {
                options.put(name, value);
            }
        });
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 1 || !OPTIONS.contains(arg.substring(0, equals))) {
                throw new IllegalArgumentException("Options are name=value of " + OPTIONS + ", not " + arg);
            }
            options.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        return options;
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        String value = options.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " is a number, not " + value);
        }
    }

    private static void close(Sandbox sandbox) {
        sandbox.close().toCompletionStage().toCompletableFuture().join();
    }
}
