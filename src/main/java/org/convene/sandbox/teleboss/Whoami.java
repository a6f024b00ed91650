package org.convene.sandbox.teleboss;

/** The identities of the one account this sandbox has. */
final class Whoami {

    static final String USER_ID = "62ab5a84b0ce6ee31b0997b3";
    static final String CLIENT_ID = "62a09fc702f86ce37a9386f1";
    static final String APP_ID = "62a09fc702f86ce37a9386f0";

    private Whoami() {}
}
