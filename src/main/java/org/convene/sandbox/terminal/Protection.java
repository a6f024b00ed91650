package org.convene.sandbox.terminal;

import java.util.List;

/**
 * How an account is protected.
 *
 * @param type {@code unsecured}, {@code pin} or {@code password}
 * @param secret null for none
 */
record Protection(String type, String secret) {

    static final Protection NONE = new Protection("unsecured", null);
    static final List<String> TYPES = List.of("unsecured", "pin", "password");

    static Protection pin(String pin) {
        return new Protection("pin", pin);
    }

    boolean secured() {
        return secret != null;
    }

    boolean isPin() {
        return type.equals("pin");
    }
}
