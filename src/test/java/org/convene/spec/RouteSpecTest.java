package org.convene.spec;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of every spec below routes/: what we are asked, what the vendor hears and answers, what we give back. */
@QuarkusTest
@TestProfile(SpecProfile.class)
class RouteSpecTest {
    @Inject
    SpecRunner runner;

    static List<SpecCase> cases() {
        return SpecCase.below(Path.of("routes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theConversationIsAsWritten(SpecCase spec) throws Exception {
        runner.play(spec);
    }
}
