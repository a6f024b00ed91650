package org.convene.sandbox;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.convene.sandbox.teleboss.TelebossSandbox;
import org.convene.sandbox.teleboss.TelebossSettings;

/**
 * The Teleboss sandbox in a process of its own, for tests that kill the hub and for the benchmark:
 *
 * <pre>java -cp 'lib/boot/*:lib/main/*:app/*' org.convene.sandbox.SandboxMain port=18081 delay=20</pre>
 *
 * Options are {@code name=value} arguments, or system properties {@code sandbox.<name>}: {@code port}, {@code host},
 * {@code tokens} (comma separated), {@code state} (a file), {@code public-url}, {@code delay} (milliseconds for every
 * request), {@code create-status} (200 or 201). Prints one line when it listens.
 */
public final class SandboxMain {

    private static final Set<String> OPTIONS =
            Set.of("port", "host", "tokens", "state", "public-url", "delay", "create-status");

    private SandboxMain() {}

    public static void main(String[] args) {
        TelebossSettings settings;
        try {
            settings = settings(options(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Vertx vertx = Vertx.vertx();
        TelebossSandbox sandbox = new TelebossSandbox(vertx, settings);
        sandbox.start()
                .onSuccess(port -> {
                    System.out.println("Teleboss sandbox on " + sandbox.url());
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(sandbox)));
                })
                .onFailure(failure -> {
                    System.err.println("The Teleboss sandbox does not start: " + failure.getMessage());
                    System.exit(1);
                });
    }

    private static TelebossSettings settings(Map<String, String> options) {
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

    private static void close(TelebossSandbox sandbox) {
        sandbox.close().toCompletionStage().toCompletableFuture().join();
    }
}
