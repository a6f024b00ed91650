package org.convene.sandbox.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Who may come in: the protection of both accounts, and the tokens given out (trueconf-room.md C1.1). */
final class Access {

    private static final Duration A_MONTH = Duration.ofDays(30);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MOST_TOKENS = 20;

    /** @param life how long it lives from each sign-in with it */
    private record Token(String value, Seat seat, Duration life, Instant until) {}

    private final Clock clock;
    private final Map<Seat, Protection> protections = new EnumMap<>(Seat.class);
    private final List<Token> tokens = new ArrayList<>(0);
    private final List<Token> httpTokens = new ArrayList<>(0);

    Access(Clock clock, String pin) {
        this.clock = clock;
        protections.put(Seat.ADMIN, pin == null ? Protection.NONE : Protection.pin(pin));
        protections.put(Seat.USER, Protection.NONE);
    }

    Protection protection(Seat seat) {
        return protections.get(seat);
    }

    void protect(Seat seat, Protection protection) {
        protections.put(seat, protection);
    }

    /** Which account an unsecured sign-in lands in: the administrator's while it is not protected. */
    Optional<Seat> unsecured(boolean hasUser) {
        if (!protection(Seat.ADMIN).secured()) {
            return Optional.of(Seat.ADMIN);
        }
        return hasUser && !protection(Seat.USER).secured() ? Optional.of(Seat.USER) : Optional.empty();
    }

    /** Whose PIN, password or token it is; a token lives on from now. */
    Optional<Seat> secured(String credentials, boolean hasUser) {
        for (Seat seat : List.of(Seat.ADMIN, Seat.USER)) {
            if (credentials.equals(protection(seat).secret()) && (seat == Seat.ADMIN || hasUser)) {
                return Optional.of(seat);
            }
        }
        return live(tokens, credentials)
                .filter(token -> token.seat() == Seat.ADMIN || hasUser)
                .map(token -> {
                    tokens.remove(token);
                    tokens.add(new Token(
                            token.value(),
                            token.seat(),
                            token.life(),
                            clock.instant().plus(token.life())));
                    return token.seat();
                });
    }

    boolean isToken(String credentials) {
        return credentials != null && live(tokens, credentials).isPresent();
    }

    /** A token to sign in with: 30 days, but a day where the account has a PIN. */
    String token(Seat seat) {
        return keep(tokens, "1*", seat, protection(seat).isPin() ? A_DAY : A_MONTH);
    }

    /** A token for the embedded HTTP server: five minutes, but without end where the account has a PIN. */
    String httpToken(Seat seat) {
        return keep(httpTokens, "3*", seat, protection(seat).isPin() ? Duration.ofDays(36500) : FIVE_MINUTES);
    }

    boolean opensHttp(String token) {
        return live(httpTokens, token).isPresent();
    }

    /** An account's HTTP tokens are no good after {@code authorizationNeeded}. */
    void endHttpTokens(Seat seat) {
        httpTokens.removeIf(token -> token.seat() == seat);
    }

    void endTokens(Seat seat) {
        tokens.removeIf(token -> token.seat() == seat);
        endHttpTokens(seat);
    }

    /** Three of the digits that the vendor's own PINs have. */
    static String newPin() {
        return "%03X".formatted(ThreadLocalRandom.current().nextInt(0x100, 0x1000));
    }

    private String keep(List<Token> list, String kind, Seat seat, Duration life) {
        Instant now = clock.instant();
        list.removeIf(token -> token.until().isBefore(now));
        if (list.size() >= MOST_TOKENS) {
            list.remove(0);
        }
        String value = kind + letters(16) + "*" + now.getEpochSecond() + "*" + hex();
        list.add(new Token(value, seat, life, now.plus(life)));
        return value;
    }

    private Optional<Token> live(List<Token> list, String value) {
        Instant now = clock.instant();
        return list.stream()
                .filter(token -> token.value().equals(value) && token.until().isAfter(now))
                .findFirst();
    }

    private static String letters(int count) {
        RandomGenerator random = ThreadLocalRandom.current();
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    private static String hex() {
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
