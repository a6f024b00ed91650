package org.convene.terminal.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.convene.ops.Answers;
import org.convene.ops.Commas;
import org.convene.ops.Rejected;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.Terminals;
import org.convene.terminal.catalogue.Catalogue;

/** The terminals and how they are, for the API. */
@Singleton
@Named("terminalDesk")
public class TerminalDesk {
    private static final Set<String> WORDS =
            Stream.of(Connection.values()).map(Connection::word).collect(Collectors.toUnmodifiableSet());

    private final Terminals terminals;
    private final Catalogue catalogue;

    public TerminalDesk(Terminals terminals, Catalogue catalogue) {
        this.terminals = terminals;
        this.catalogue = catalogue;
    }

    /** Out: {@code {items}}, every command that is known, in the order of the vendor's document. */
    public String commands(Exchange exchange) {
        ObjectNode answer = Answers.items(catalogue.commands(), CommandView::of);
        return Answers.json(exchange, 200, answer);
    }

    /** In: header {@code state}, words with commas. Out: {@code {items}}, in the order of names. */
    public String list(Exchange exchange) throws Rejected {
        Set<String> wanted = wanted(exchange.getMessage().getHeader("state", String.class));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        terminals.all().stream()
                .map(Terminal::status)
                .filter(status ->
                        wanted.isEmpty() || wanted.contains(status.connection().word()))
                .forEach(status -> items.add(StatusView.of(status)));
        return Answers.json(exchange, 200, answer);
    }

    private static Set<String> wanted(String query) throws Rejected {
        Set<String> words = Set.copyOf(Commas.between(query));
        if (!WORDS.containsAll(words)) {
            String known = Stream.of(Connection.values()).map(Connection::word).collect(Collectors.joining(", "));
            throw Rejected.because(400, "state is one or more of " + known + ", with commas.");
        }
        return words;
    }

    /** In: header {@code name}. Out: how the terminal is. */
    public String read(Exchange exchange) throws Rejected {
        return Answers.json(exchange, 200, StatusView.of(named(exchange).status()));
    }

    /**
     * In: header {@code name}. Somebody's word that the hub takes the seat, though another program may have it. Out:
     * variable {@code terminal}.
     */
    public void takeSeat(Exchange exchange) throws Rejected {
        Terminal terminal = named(exchange);
        terminal.takeSeat();
        exchange.setVariable("terminal", terminal.name());
        Answers.empty(exchange, 202);
    }

    /** The terminal of the header {@code name}. */
    public Terminal named(Exchange exchange) throws Rejected {
        return terminals.named(exchange.getMessage().getHeader("name", String.class));
    }
}
