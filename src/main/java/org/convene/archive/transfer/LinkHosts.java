package org.convene.archive.transfer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.convene.vendor.VendorFailure;

/**
 * Where a link to a recording may lead. Links come from a vendor, and redirects from whoever answers, so neither may make
 * the hub speak to machines that only it can reach. With a list of hosts, only to those; else to any public address, and to
 * one of the own network only when a vendor's API itself is in the same sort of network. The vendor's own host is always
 * allowed.
 */
final class LinkHosts {
    /** How far an address reaches (IANA special-purpose address registries). */
    enum Reach {
        PUBLIC,
        LOOPBACK,
        LINK_LOCAL,
        PRIVATE,
        /** Multicast, reserved, unspecified: no server is there. */
        NONE
    }

    private final List<String> listed;
    private final Set<String> vendors;
    private Set<Reach> reaches;

    private LinkHosts(Collection<String> listed, Collection<String> vendors) {
        this.listed = listed.stream().map(LinkHosts::plain).toList();
        this.vendors = new HashSet<>(vendors.stream().map(LinkHosts::plain).toList());
    }

    /**
     * @param listed  host names, or {@code *.example.org} for all below it; empty for any
     * @param vendors the hosts of the vendors' APIs
     */
    static LinkHosts of(Collection<String> listed, Collection<String> vendors) {
        return new LinkHosts(listed, vendors);
    }

    /** Fails when nothing may be fetched from there; does not name the link, which is a secret. */
    void check(URI link) throws VendorFailure {
        String host = plain(link.getHost());
        if (vendors.contains(host)) {
            return;
        }
        if (!listed.isEmpty()) {
            if (listed.stream().noneMatch(pattern -> fits(pattern, host))) {
                throw new VendorFailure.Refused("the link leads to a host that is not in convene.archive.link-hosts");
            }
            return;
        }
        for (InetAddress address : addresses(host)) {
            if (!reaches().contains(reach(address))) {
                throw new VendorFailure.Refused("the link leads into the hub's own network;"
                        + " if recordings are there, name the host in convene.archive.link-hosts");
            }
        }
    }

    private static boolean fits(String pattern, String host) {
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }

    /** Without brackets, the final dot and capital letters. */
    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
    }

    /** What the vendors' own addresses make harmless. Found out late: names may not resolve at the start. */
    private synchronized Set<Reach> reaches() {
        if (reaches == null) {
            Set<Reach> found = EnumSet.of(Reach.PUBLIC);
            boolean all = true;
            for (String vendor : vendors) {
                try {
                    Arrays.stream(addresses(vendor)).map(LinkHosts::reach).forEach(found::add);
                } catch (VendorFailure unresolved) {
                    all = false;
                }
            }
            found.remove(Reach.NONE);
            if (!all) {
                return found;
            }
            reaches = found;
        }
        return reaches;
    }

    private static InetAddress[] addresses(String host) throws VendorFailure {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new VendorFailure.Down("the host of the link is not known");
        }
    }

    static Reach reach(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return Reach.NONE;
        }
        if (address.isLoopbackAddress()) {
            return Reach.LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return Reach.LINK_LOCAL;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? reach4(bytes) : reach6(bytes);
    }

    private static Reach reach4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if (first == 0 || first >= 240) {
            return Reach.NONE;
        }
        boolean local = first == 10
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168
                || first == 100 && second >= 64 && second < 128
                || first == 198 && (second == 18 || second == 19)
                || first == 192 && second == 0 && bytes[2] == 0;
        return local ? Reach.PRIVATE : Reach.PUBLIC;
    }

    /** Addresses that carry an IPv4 one (NAT64, 6to4, IPv4-compatible) reach as far as that does. */
    private static Reach reach6(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        if ((first & 0xFE) == 0xFC || first == 0xFE && (bytes[1] & 0xC0) == 0xC0) {
            return Reach.PRIVATE;
        }
        if (first == 0 && bytes[1] == 0x64 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B) {
            return inner(bytes, 12);
        }
        if (first == 0x20 && bytes[1] == 0x02) {
            return inner(bytes, 2);
        }
        return isZero(bytes, 12) ? inner(bytes, 12) : Reach.PUBLIC;
    }

    private static boolean isZero(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static Reach inner(byte[] bytes, int from) {
        try {
            return reach(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
