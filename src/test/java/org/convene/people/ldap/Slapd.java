package org.convene.people.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.convene.Ports;
import org.junit.jupiter.api.Assumptions;

/** OpenLDAP on a port of its own, with an empty school in it. */
final class Slapd implements AutoCloseable {
    static final String BASE = "dc=school,dc=example";
    static final String ROOT = "cn=root," + BASE;
    static final String PASSWORD = "the password of this test";
    private static final Path DEBIAN = Path.of("/usr/sbin/slapd");
    private static final Set<Process> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(Process::destroyForcibly)));
    }

    final int port;
    final Certificate certificate;
    private final Process process;

    /**
     * @param host   in whose name its certificate is
     * @param limits lines of its configuration that are about limits
     */
    Slapd(Path directory, String host, String... limits) throws IOException {
        if (!Files.isExecutable(DEBIAN)) {
            System.err.println("SKIPPED: slapd is not installed, so nothing is tried against it."
                    + " On Debian: apt-get install slapd");
        }
        Assumptions.assumeTrue(Files.isExecutable(DEBIAN), "slapd is not installed");
        certificate = Certificate.made(directory, host);
        port = Ports.free();
        Path configuration = Files.write(directory.resolve("slapd.conf"), configuration(directory, limits));
        process = new ProcessBuilder(
                        DEBIAN.toString(),
                        "-f",
                        configuration.toString(),
                        "-h",
                        "ldap://127.0.0.1:" + port + "/",
                        "-d",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        ALL.add(process);
        Awaitility.await("slapd answers").atMost(Duration.ofSeconds(60)).until(this::answers);
        add("dn: " + BASE, "objectClass: dcObject", "objectClass: organization", "o: School");
        for (String unit : List.of("People", "Groups", "Left")) {
            add("dn: ou=" + unit + "," + BASE, "objectClass: organizationalUnit");
        }
    }

    private List<String> configuration(Path directory, String... limits) throws IOException {
        List<String> lines = new ArrayList<>();
        Stream.of("core", "cosine", "inetorgperson", "nis")
                .map(schema -> "include /etc/ldap/schema/" + schema + ".schema")
                .forEach(lines::add);
        lines.addAll(List.of(
                "modulepath /usr/lib/ldap",
                "moduleload back_mdb",
                "moduleload ppolicy",
                "pidfile " + directory.resolve("pid"),
                "TLSCertificateFile " + certificate.certificate(),
                "TLSCertificateKeyFile " + certificate.key(),
                "database mdb",
                "suffix " + BASE,
                "rootdn " + ROOT,
                "rootpw \"" + PASSWORD + "\"",
                "directory " + Files.createDirectory(directory.resolve("data")),
                "dbnosync",
                "index objectClass,entryUUID,modifyTimestamp eq"));
        lines.addAll(List.of(limits));
        lines.add("overlay ppolicy");
        return lines;
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("slapd ended: " + process.exitValue());
        }
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port)) {
            return connection.getRootDSE() != null;
        } catch (LDAPException notYet) {
            return false;
        }
    }

    interface Change {
        void by(LDAPConnection connection) throws LDAPException;
    }

    /** As somebody who may do everything. */
    void change(Change change) {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port, ROOT, PASSWORD)) {
            change.by(connection);
        } catch (LDAPException refused) {
            throw new AssertionError(refused.getMessage(), refused);
        }
    }

    void add(String... ldif) {
        change(connection -> {
            try {
                connection.add(new Entry(ldif));
            } catch (com.unboundid.ldif.LDIFException wrong) {
                throw new IllegalArgumentException(wrong);
            }
        });
    }

    static String person(String login) {
        return "uid=" + login + ",ou=People," + BASE;
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        ALL.remove(process);
    }
}
