package org.convene.ops;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** Which headers of a message become headers of our answer: as usual, and Cache-Control, which is usually left to servers. */
@Singleton
@Named("answerHeaders")
public class AnswerHeaders extends HttpHeaderFilterStrategy {
    public AnswerHeaders() {
        getOutFilter().remove("cache-control");
    }
}
