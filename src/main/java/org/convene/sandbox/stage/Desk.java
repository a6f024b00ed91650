package org.convene.sandbox.stage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** How a back office answers, to tests in JSON and to people who pressed a button. No fault touches it. */
public final class Desk {

    private Desk() {}

    public static Answer problem(int status, String message) {
        return Answer.json(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    public static Handler<RoutingContext> at(Function<RoutingContext, Answer> work) {
        return context -> Conversations.reply(context, work.apply(context));
    }

    /** What a person sent from the page: shows the page again, or what was wrong. */
    public static Handler<RoutingContext> form(Function<RoutingContext, Answer> work) {
        return at(context -> {
            Answer answer = work.apply(context);
            return answer.status() < 400 ? Answer.seeOther("/backoffice") : answer;
        });
    }

    /** Long answers are made on a worker, so that the API stays quick meanwhile. */
    public static void aside(Vertx vertx, RoutingContext context, Callable<Answer> work) {
        vertx.executeBlocking(work, false)
                .onSuccess(answer -> Conversations.reply(context, answer))
                .onFailure(context::fail);
    }
}
