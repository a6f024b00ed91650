package org.convene.terminal.camel;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.convene.document.NearestName;
import org.convene.terminal.Terminals;

/** The component {@code trueconf-room:}. All endpoints of one terminal share its one session. */
@Singleton
@Named("trueconf-room")
@Component("trueconf-room")
public class TrueConfRoomComponent extends DefaultComponent {
    static final String EVERY_TERMINAL = "*";

    private final Terminals terminals;

    public TrueConfRoomComponent(Terminals terminals) {
        this.terminals = terminals;
    }

    /** A name that configuration does not know stops the start, rather than a route that never does anything. */
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (!remaining.equals(EVERY_TERMINAL) && terminals.find(remaining).isEmpty()) {
            String meant = NearestName.of(
                            remaining,
                            terminals.all().stream()
                                    .map(terminal -> terminal.name())
                                    .toList())
                    .map(name -> ", did you mean " + name)
                    .orElse("");
            throw new IllegalArgumentException("trueconf-room: no terminal is called " + remaining + meant
                    + "; set convene.terminals.\"" + remaining + "\".url");
        }
        TrueConfRoomEndpoint endpoint = new TrueConfRoomEndpoint(uri, this);
        endpoint.setTerminal(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    Terminals terminals() {
        return terminals;
    }
}
