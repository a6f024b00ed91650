package org.convene.terminal;

/** Who somebody is on a TrueConf server: {@code account@server}, where people and programs often leave the server out. */
public final class TrueConfId {
    private TrueConfId() {}

    /** The account without its server. */
    public static String account(String id) {
        int at = id.indexOf('@');
        return at < 0 ? id : id.substring(0, at);
    }

    /** Whether both are one account, whatever the letters; the server counts where both name one. */
    public static boolean same(String one, String other) {
        boolean bothNameServers = one.contains("@") && other.contains("@");
        return bothNameServers ? one.equalsIgnoreCase(other) : account(one).equalsIgnoreCase(account(other));
    }
}
