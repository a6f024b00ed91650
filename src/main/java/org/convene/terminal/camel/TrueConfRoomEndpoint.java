package org.convene.terminal.camel;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.convene.terminal.Terminals;

/** Tell TrueConf Room terminals what to do, and hear what they say. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "trueconf-room",
        title = "TrueConf Room",
        syntax = "trueconf-room:terminal",
        category = {Category.IOT})
public class TrueConfRoomEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

    @UriPath(
            description = "Name of the terminal in configuration; * hears all, and sends to the one that the variable"
                    + " terminal names")
    @Metadata(required = true)
    private String terminal;

    @UriParam(
            label = "producer",
            description =
                    "The command, such as call; its parameters are the body, its reply the result. When not set, the"
                            + " body is {\"method\":…,\"params\":{…}}")
    private String method;

    @UriParam(
            label = "producer",
            description = "Whether to wait for the event that tells what became of the command: accepted is not done")
    private boolean awaitOutcome;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            description = "How long to wait for the reply, or the outcome; convene.terminal.reply-timeout or"
                    + " .outcome-timeout when not set")
    private long timeout;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description =
                    "Whether a command that the terminal refuses, or that came to nothing, is a failure (refused);"
                            + " else the reply says so in result or done")
    private boolean failOnRefusal = true;

    @UriParam(
            label = "consumer",
            defaultValue = "*",
            description =
                    "The events to hear, with commas; an asterisk for all, with those that the vendor's document does not know")
    private String events = "*";

    @UriParam(
            label = "consumer",
            defaultValue = "1000",
            description =
                    "How many events of one terminal may wait for the route; of more, only their number is kept, and"
                            + " told in an event called gap")
    private int waiting = 1000;

    public TrueConfRoomEndpoint(String uri, TrueConfRoomComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new TrueConfRoomProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        TrueConfRoomConsumer consumer = new TrueConfRoomConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Any number of routes may hear the same; whoever adds one need not know what others listen to. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    Terminals terminals() {
        return ((TrueConfRoomComponent) getComponent()).terminals();
    }

    boolean isOfAll() {
        return TrueConfRoomComponent.EVERY_TERMINAL.equals(terminal);
    }

    public String getTerminal() {
        return terminal;
    }

    public void setTerminal(String terminal) {
        this.terminal = terminal;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public boolean isAwaitOutcome() {
        return awaitOutcome;
    }

    public void setAwaitOutcome(boolean awaitOutcome) {
        this.awaitOutcome = awaitOutcome;
    }

    public long getTimeout() {
        return timeout;
    }

    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    public boolean isFailOnRefusal() {
        return failOnRefusal;
    }

    public void setFailOnRefusal(boolean failOnRefusal) {
        this.failOnRefusal = failOnRefusal;
    }

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public int getWaiting() {
        return waiting;
    }

    public void setWaiting(int waiting) {
        this.waiting = waiting;
    }
}
