package org.convene.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routes/README.md shows works as it is shown; {@link ReadmeFiles} puts its YAML where a reader would. */
@QuarkusTest
@TestProfile(SpecProfile.class)
class ReadmeSnippetsTest {
    private static final String ROUTE = "guests.invite";

    @Inject
    SpecRunner runner;

    @Inject
    CamelContext camel;

    @TempDir
    Path classes;

    private static List<SpecCase> spec() {
        return SpecCase.read("guests.spec.yaml", ReadmeFiles.block("guests.spec.yaml"));
    }

    @Test
    void aRouteInYamlIsPickedUpFromADirectoryOfOnesOwn() throws Exception {
        assertTrue(camel.getRoute(ROUTE).getSourceLocation().contains("guests.camel.yaml"));
        for (SpecCase one : spec()) {
            runner.play(one);
        }
    }

    @Test
    void theSameRouteInJavaHasTheSameConversation() throws Exception {
        remove();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, Thread.currentThread().getContextClassLoader())) {
            compile("GuestInvitation", ReadmeFiles.block("GuestInvitation.java"));
            camel.addRoutes((RoutesBuilder) loader.loadClass("org.example.GuestInvitation")
                    .getConstructor()
                    .newInstance());
            for (SpecCase one : spec()) {
                runner.play(one);
            }
            remove();
        } finally {
            camel.getCamelContextExtension()
                    .getContextPlugin(org.apache.camel.spi.RoutesLoader.class)
                    .loadRoutes(List.of(camel.getCamelContextExtension()
                            .getContextPlugin(org.apache.camel.spi.ResourceLoader.class)
                            .resolveResource("routes:guests.camel.yaml")));
        }
    }

    private void remove() throws Exception {
        camel.getRouteController().stopRoute(ROUTE);
        assertTrue(camel.removeRoute(ROUTE));
    }

    private void compile(String name, String text) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source = new SimpleJavaFileObject(URI.create(name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return text;
            }
        };
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none");
        compiler.getTask(null, null, complaints, options, null, List.of(source)).call();
        assertEquals(List.of(), complaints.getDiagnostics());
        assertTrue(Files.exists(classes.resolve("org/example/" + name + ".class")));
    }
}
