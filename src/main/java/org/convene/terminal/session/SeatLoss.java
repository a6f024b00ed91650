package org.convene.terminal.session;

/**
 * What to do when the terminal takes its authorisation away ({@code authorizationNeeded}, trueconf-room C1.1): its commands
 * fail from then on, while the socket stays open.
 */
sealed interface SeatLoss {
    String words();

    /** Somebody else signed in. Whoever signs in again by itself throws the other out, who may do the same for ever. */
    record Yield(String words) implements SeatLoss {}

    /** Our sign-in ended, and nobody took the seat: once more, with the credentials of configuration. */
    record SignInAgain(String words, boolean unsecured) implements SeatLoss {}

    /** Nothing that we could say will do. */
    record Refused(String words) implements SeatLoss {}

    static SeatLoss of(int cause) {
        return switch (cause) {
            case 1 -> new Yield("somebody else signed in at the terminal and has its seat");
            case 2 -> new SignInAgain("the administrator's account is no longer secured", true);
            case 3 -> new SignInAgain("the administrator's PIN or password was changed by an administrator", false);
            case 4 -> new SignInAgain("the user's PIN or password was changed by the administrator", false);
            case 5 -> new SignInAgain("the user's PIN or password was changed by the user", false);
            case 6 -> new Refused("the terminal's licence does not include this kind of account");
            case 7 -> new SignInAgain("the user's PIN is a new one after each session", false);
            case 8 -> new SignInAgain("the token's life is over", false);
            default -> new SignInAgain("the terminal wants us to sign in again (cause " + cause + ")", false);
        };
    }
}
