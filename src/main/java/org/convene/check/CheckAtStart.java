package org.convene.check;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.support.LifecycleStrategySupport;

/** When {@link CheckCommand} is on: checks as soon as there is a context without routes, says what is wrong, and ends. */
@Singleton
class CheckAtStart implements CamelContextCustomizer {
    private final HubCheck check;

    CheckAtStart(HubCheck check) {
        this.check = check;
    }

    @Override
    public void configure(CamelContext context) {
        if (CheckCommand.isOn()) {
            context.addLifecycleStrategy(new LifecycleStrategySupport() {
                @Override
                public void onContextStarted(CamelContext started) {
                    end(started);
                }
            });
        }
    }

    private void end(CamelContext context) {
        int code = 1;
        try {
            Set<String> problems = check.problems(context);
            problems.forEach(System.out::println);
            System.out.println(
                    problems.isEmpty()
                            ? "The hub would start: " + check.extent(context) + "."
                            : "The hub is not ready to start: " + problems.size()
                                    + (problems.size() == 1 ? " problem." : " problems."));
            code = problems.isEmpty() ? 0 : 1;
        } catch (IOException | RuntimeException ours) {
            System.out.println("The check itself failed: " + ours);
        }
        CheckCommand.end(code);
    }
}
