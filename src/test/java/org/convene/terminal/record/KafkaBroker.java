package org.convene.terminal.record;

import io.quarkus.bootstrap.resolver.maven.MavenArtifactResolver;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.convene.Ports;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * A real broker in a process of its own; one for the whole run of the tests, which ends with it. Its jars come from the
 * Maven repository when the first test asks for it, and stay off the class path of the hub.
 */
public final class KafkaBroker {
    private static final String RUNNING = "test.kafka.brokers";
    private static final Path HOME = Path.of("target/kafka").toAbsolutePath();

    private KafkaBroker() {}

    /** Started if it is not running yet; its address, as {@code bootstrap.servers}. */
    public static synchronized String brokers() throws Exception {
        // tests may be loaded more than once; the system's properties are there once
        if (System.getProperty(RUNNING) == null) {
            System.setProperty(RUNNING, start());
        }
        return System.getProperty(RUNNING);
    }

    private static String start() throws Exception {
        Path data = Files.createDirectories(HOME).resolve("data-" + System.nanoTime());
        int port = Ports.free();
        int controller = Ports.free();
        Path settings = Files.writeString(
                HOME.resolve("server.properties"),
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controller,
                        "controller.listener.names=CONTROLLER",
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "log.dirs=" + data,
                        "num.partitions=1",
                        "offsets.topic.num.partitions=1",
                        "offsets.topic.replication.factor=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0"));
        String jars = jars();
        Process format = java(
                jars, "kafka.tools.StorageTool", "format", "-t", "4L6g3nShT-eMCtK--X86sw", "-c", settings.toString());
        if (format.waitFor() != 0) {
            throw new IllegalStateException("Kafka's storage cannot be made, see " + log());
        }
        Process broker = java(jars, "kafka.Kafka", settings.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(broker::destroyForcibly));
        Awaitility.await("Kafka listens, see " + log())
                .atMost(Duration.ofSeconds(60))
                .until(() -> listens(port));
        return "127.0.0.1:" + port;
    }

    private static String jars() throws Exception {
        return MavenArtifactResolver.builder()
                .setWorkspaceDiscovery(false)
                .build()
                .resolveDependencies(
                        new DefaultArtifact(
                                "org.apache.kafka", "kafka_2.13", "jar", System.getProperty("test.kafka.version")),
                        List.of())
                .getArtifactResults()
                .stream()
                .map(result -> result.getArtifact().getFile().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Process java(String jars, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp", jars));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
    }

    private static File log() {
        return HOME.resolve("broker.log").toFile();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
