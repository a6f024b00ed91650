package org.convene.sandbox.terminal;

import java.util.Optional;

/** Sign-in and what guards it (trueconf-room.md C1.1). */
final class SignIn {

    private SignIn() {}

    /** Signs in, or throws; who fails keeps what he has. The facts are silent about that. */
    static void auth(Order order) {
        RoomTerminal terminal = order.terminal();
        Line line = order.line();
        boolean hasUser = !terminal.habits().freeLicence();
        Seat seat = wanted(order, hasUser).orElseThrow(() -> new Refusal("Authorization failed"));
        if (order.has("role")) {
            Order.require(seat.word().equals(order.text("role")), "Authorization failed");
        }
        terminal.seat(line, seat);
        line.byToken = terminal.access().isToken(order.text("credentials"));
        order.reply()
                .put("previleges", seat.privileges)
                .put("token", terminal.access().token(seat))
                .put("tokenForHttpServer", terminal.access().httpToken(seat));
    }

    private static Optional<Seat> wanted(Order order, boolean hasUser) {
        Access access = order.terminal().access();
        boolean asUser = order.text("role").equals("user") && hasUser;
        return switch (order.text("type")) {
            case "unsecured" ->
                asUser && !access.protection(Seat.USER).secured() ? Optional.of(Seat.USER) : access.unsecured(hasUser);
            case "secured" -> access.secured(order.text("credentials"), hasUser);
            // From administrator to user, without credentials.
            case "" ->
                asUser
                                && (order.line().seat == Seat.ADMIN
                                        || !access.protection(Seat.USER).secured())
                        ? Optional.of(Seat.USER)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    static void setUsedApiVersion(Order order) {
        int version = order.param("version").asInt();
        Order.require(order.line().seat == null, "The version is told before the authorization");
        Order.require(
                version >= 1 && version <= order.terminal().habits().apiVersion(), "The version is not supported");
        order.line().version = version;
    }

    /**
     * Another protection of an account: whoever else is signed in as it is thrown out, with the cause that says whose doing
     * it was, and its tokens are void.
     */
    static void setAuthParams(Order order) {
        RoomTerminal terminal = order.terminal();
        Access access = terminal.access();
        Seat by = order.line().seat;
        Seat of = order.text("userType").equals("admin") ? Seat.ADMIN : Seat.USER;
        Order.require(by == Seat.ADMIN || of == Seat.USER, "Only the administrator may do this");
        Order.require(of == Seat.ADMIN || !terminal.habits().freeLicence(), "There is no user account");
        Protection wanted = protection(order);
        Order.require(
                of == Seat.ADMIN
                        || !wanted.secured()
                        || access.protection(Seat.ADMIN).secured(),
                "The administrator must be protected before the user is");
        access.protect(of, wanted);
        access.endTokens(of);
        if (of != by) {
            terminal.throwOut(of, 4);
        }
        if (of == Seat.ADMIN
                && !wanted.secured()
                && access.protection(Seat.USER).secured()) {
            access.protect(Seat.USER, Protection.NONE);
            access.endTokens(Seat.USER);
            terminal.throwOut(Seat.USER, 2);
        }
        if (wanted.isPin()) {
            order.reply().put("newPin", wanted.secret());
        } else {
            order.reply().remove("newPin");
        }
        if (of == by) {
            order.reply().put("token", access.token(of)).put("tokenForHttpServer", access.httpToken(of));
        }
    }

    private static Protection protection(Order order) {
        return switch (order.text("authType")) {
            case "pin" -> Protection.pin(Access.newPin());
            case "password" -> {
                Order.require(!order.text("password").isEmpty(), "password is missing");
                yield new Protection("password", order.text("password"));
            }
            default -> Protection.NONE;
        };
    }

    /** All tokens are void; another client that came by one must sign in again (cause 8, the facts are silent). */
    static void clearTokens(Order order) {
        RoomTerminal terminal = order.terminal();
        for (Seat seat : Seat.values()) {
            terminal.access().endTokens(seat);
            if (terminal.seated(seat)
                    .filter(other -> other != order.line() && other.byToken)
                    .isPresent()) {
                terminal.throwOut(seat, 8);
            }
        }
    }

    static void getAuthInfo(Order order) {
        Access access = order.terminal().access();
        order.reply().removeAll();
        for (Seat seat : new Seat[] {Seat.ADMIN, Seat.USER}) {
            Protection protection = access.protection(seat);
            var info = order.reply().putObject(seat.word() + "Auth").put("security", protection.type());
            if (protection.isPin() && (order.line().seat == Seat.ADMIN || seat == Seat.USER)) {
                info.put("pin", protection.secret());
            }
        }
    }

    static void getTokenForHttpServer(Order order) {
        order.reply().put("token", order.terminal().access().httpToken(order.line().seat));
    }
}
