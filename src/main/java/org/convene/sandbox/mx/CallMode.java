package org.convene.sandbox.mx;

/** Where calls for the user go: to a device elsewhere or not, after how many seconds, and when to voicemail. */
record CallMode(boolean remote, String device, long ringDelay, long vmDelay) {

    static final CallMode LOCAL = new CallMode(false, "", 1, 30);
}
