package org.convene.sandbox.trueconf;

/**
 * One of the reasons of a refusal. Those the vendor's clients have met are {@code conferenceNotFound},
 * {@code userNotFound}, {@code uniqueValueAlreadyInUse}, {@code accessTokenInvalid} and {@code forbidden}
 * (trueconf-server.md B1.3); the others here are named after their pattern.
 *
 * @param locationType {@code path} or {@code parameter}; null when it has no place
 * @param location the parameter; null with it
 */
record Trouble(String reason, String message, String locationType, String location) {

    static Trouble at(String parameter, String reason, String message) {
        return new Trouble(reason, message, "parameter", parameter);
    }

    static Trouble taken(String parameter) {
        return at(parameter, "uniqueValueAlreadyInUse", "The value of " + parameter + " is taken.");
    }
}
