package org.convene.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a mail server (SMTP, RFC 5321), and lets only part of the mails through as they should be. What
 * it does to a mail is decided when the mail is complete; lines are passed on as they are until then.
 */
public final class FlakyRelay implements AutoCloseable {
    /** What happens to a mail. */
    public enum Fate {
        /** The server has it, and says so. */
        ACCEPTED,
        /** The server never sees it; the client is asked for patience. */
        TRY_LATER,
        /** The server never sees it; the client hears nothing and loses the connection. */
        LOST,
        /** The server has it; the client hears nothing and loses the connection. */
        SILENT
    }

    private final ServerSocket listener;
    private final int server;
    private final Random random;
    private final double faulty;
    private Fate told;
    private final Map<Fate, AtomicInteger> counts = new EnumMap<>(Fate.class);

    /** @param faulty which share of the mails fares badly, from 0 to 1 */
    public FlakyRelay(int server, double faulty, long seed) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = server;
        this.random = new Random(seed);
        this.faulty = faulty;
        for (Fate fate : Fate.values()) {
            counts.put(fate, new AtomicInteger());
        }
        Thread accepting = new Thread(this::accept, "flaky-relay");
        accepting.setDaemon(true);
        accepting.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What becomes of the next mail; those after it fare as ever. */
    public synchronized void next(Fate fate) {
        told = fate;
    }

    public int count(Fate fate) {
        return counts.get(fate).get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread thread = new Thread(() -> converse(client), "flaky-conversation");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
            BufferedReader said = lines(client);
            BufferedReader answered = lines(upstream);
            answer(answered, client);
            boolean goesOn = true;
            for (String line = said.readLine(); goesOn && line != null; line = goesOn ? said.readLine() : null) {
                if (line.equalsIgnoreCase("DATA")) {
                    send(client, "354 go on");
                    goesOn = mail(client, upstream, said, answered);
                } else {
                    send(upstream, line);
                    answer(answered, client);
                }
            }
        } catch (IOException gone) {
            // either side may go at any time
        }
    }

    /** Passes a mail on, or not; returns whether the conversation goes on. */
    private boolean mail(Socket client, Socket upstream, BufferedReader said, BufferedReader answered)
            throws IOException {
        List<String> mail = new ArrayList<>();
        for (String line = said.readLine(); line != null && !line.equals("."); line = said.readLine()) {
            mail.add(line);
        }
        Fate fate = next();
        counts.get(fate).incrementAndGet();
        switch (fate) {
            case ACCEPTED -> {
                pass(mail, upstream, answered);
                answer(answered, client);
                return true;
            }
            case TRY_LATER -> {
                send(upstream, "RSET");
                answered.readLine();
                send(client, "451 try again later");
                return true;
            }
            case SILENT -> {
                pass(mail, upstream, answered);
                answered.readLine();
                return false;
            }
            default -> {
                return false;
            }
        }
    }

    private static void pass(List<String> mail, Socket upstream, BufferedReader answered) throws IOException {
        send(upstream, "DATA");
        answered.readLine();
        send(upstream, String.join("\r\n", mail) + "\r\n.");
    }

    private synchronized Fate next() {
        if (told != null) {
            Fate fate = told;
            told = null;
            return fate;
        }
        if (random.nextDouble() >= faulty) {
            return Fate.ACCEPTED;
        }
        return Fate.values()[1 + random.nextInt(Fate.values().length - 1)];
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** All lines of one answer; returns the last. */
    private static String answer(BufferedReader answered, Socket client) throws IOException {
        String line;
        do {
            line = answered.readLine();
            if (line == null) {
                throw new IOException("the server is gone");
            }
            send(client, line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return line;
    }

    private static void send(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
