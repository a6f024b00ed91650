package org.convene.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.convene.api.Caller;
import org.convene.ops.Rejected;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalCommand;
import org.convene.terminal.Terminals;
import org.convene.terminal.audit.AuditRows;
import org.convene.terminal.catalogue.Catalogue;
import org.convene.terminal.catalogue.Command;
import org.convene.terminal.desk.CommandDesk;
import org.convene.terminal.desk.TerminalDesk;
import org.convene.terminal.stream.EventLog;

/** The pages about terminals: a wall of all of them, and one page for each. */
@Singleton
@Named("terminalPages")
public class TerminalPages {
    private static final int MOST_EVENTS = 30;
    private static final int MOST_HISTORY = 20;

    private final Terminals terminals;
    private final TerminalDesk desk;
    private final CommandDesk commands;
    private final Catalogue catalogue;
    private final EventLog log;
    private final AuditRows audit;
    private final TerminalTiles tiles;
    private final PageTimes times;
    private final Template wall;
    private final Template terminal;

    public TerminalPages(
            Terminals terminals,
            TerminalDesk desk,
            CommandDesk commands,
            Catalogue catalogue,
            EventLog log,
            AuditRows audit,
            TerminalTiles tiles,
            PageTimes times,
            @Location("terminals.html") Template wall,
            @Location("terminal.html") Template terminal) {
        this.terminals = terminals;
        this.desk = desk;
        this.commands = commands;
        this.catalogue = catalogue;
        this.log = log;
        this.audit = audit;
        this.tiles = tiles;
        this.times = times;
        this.wall = wall;
        this.terminal = terminal;
    }

    /** In: headers {@code q} and {@code show}. Out: the page of all terminals. */
    public void wall(Exchange exchange) {
        String words = exchange.getMessage().getHeader("q", "", String.class).strip();
        String show = exchange.getMessage().getHeader("show", "", String.class);
        List<TerminalTile> all =
                terminals.all().stream().map(one -> tiles.of(one.status())).toList();
        Pages.show(exchange, 200, wall, WallPage.of(all, words, show, times));
    }

    /** In: headers {@code name}, and {@code command} for its form. Out: the page of one terminal. */
    public void terminal(Exchange exchange) throws Rejected, SQLException {
        String chosen = exchange.getMessage().getHeader("command", "", String.class);
        show(exchange, 200, desk.named(exchange), chosen, Map.of(), null);
    }

    /** In: header {@code name}, and the form of a command. Out: the page of the terminal, with what it answered. */
    public void send(Exchange exchange) throws Rejected, SQLException {
        Terminal to = desk.named(exchange);
        Map<String, String> filled = filled(exchange);
        String method = filled.getOrDefault("method", "");
        Command command = catalogue
                .command(method)
                .orElseThrow(() -> Rejected.because(400, "There is no command '" + Rejected.quoted(method) + "'."));
        TerminalCommand sent = TerminalCommand.of(method, CommandForm.params(command, filled), Caller.of(exchange))
                .awaitingOutcome(filled.containsKey("awaitOutcome"));
        try {
            TerminalPage.Answer reply = TerminalPage.reply(method, commands.send(to, sent));
            show(exchange, 200, to, method, filled, reply);
        } catch (Rejected rejected) {
            TerminalPage.Answer problem = TerminalPage.problem(method, rejected.problem());
            show(exchange, rejected.problem().status(), to, method, filled, problem);
        }
    }

    private static Map<String, String> filled(Exchange exchange) {
        Map<String, String> filled = new HashMap<>();
        if (exchange.getMessage().getBody() instanceof Map<?, ?> form) {
            form.forEach((name, value) -> filled.put(String.valueOf(name), String.valueOf(value)));
        }
        return filled;
    }

    /** After the button: the browser loads the page anew, so that reloading it presses nothing again. */
    public void seatTaken(Exchange exchange) {
        String name = exchange.getVariable("terminal", "", String.class);
        Pages.seeOther(exchange, "/terminals/" + Addresses.escaped(name));
    }

    private void show(
            Exchange exchange,
            int status,
            Terminal one,
            String chosen,
            Map<String, String> filled,
            TerminalPage.Answer answer)
            throws SQLException {
        boolean operator = Caller.mayOperate(exchange);
        TerminalPage page = new TerminalPage(
                tiles.of(one.status()),
                TerminalPage.facts(one.status(), times),
                log.latest(one.name(), MOST_EVENTS).stream()
                        .map(event -> TerminalPage.said(event, times))
                        .toList(),
                operator,
                operator ? history(one) : List.of(),
                operator ? TerminalPage.groups(catalogue, chosen) : List.of(),
                catalogue
                        .command(chosen)
                        .filter(known -> operator)
                        .map(known -> CommandForm.of(known, filled))
                        .orElse(null),
                answer,
                times.zone().getId());
        Pages.show(exchange, status, terminal, page);
    }

    private List<TerminalPage.Told> history(Terminal one) throws SQLException {
        return audit.of(one.name(), Long.MAX_VALUE, MOST_HISTORY).stream()
                .map(entry -> TerminalPage.told(entry, times))
                .toList();
    }
}
