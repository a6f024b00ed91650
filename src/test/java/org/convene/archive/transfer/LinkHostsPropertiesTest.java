package org.convene.archive.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.convene.archive.transfer.LinkHosts.Reach;

/** Addresses of networks that are not public, however they are written. */
class LinkHostsPropertiesTest {
    @Property
    void whateverFollowsTheseBeginningsIsNotPublic(
            @ForAll @IntRange(min = 0, max = 255) int b, @ForAll @IntRange(min = 0, max = 255) int c)
            throws UnknownHostException {
        for (String address : List.of(
                "10." + b + "." + c + ".1",
                "127." + b + "." + c + ".1",
                "172." + (16 + b % 16) + "." + c + ".1",
                "192.168." + b + "." + c,
                "169.254." + b + "." + c,
                "100." + (64 + b % 64) + "." + c + ".1")) {
            assertNotEquals(Reach.PUBLIC, LinkHosts.reach(InetAddress.getByName(address)), address);
        }
    }

    @Property
    void anAddressThatCarriesAnotherReachesAsFarAsThat(@ForAll @Size(4) byte[] inner) throws UnknownHostException {
        byte[] nat64 = new byte[16];
        nat64[1] = 0x64;
        nat64[2] = (byte) 0xFF;
        nat64[3] = (byte) 0x9B;
        System.arraycopy(inner, 0, nat64, 12, 4);
        assertEquals(
                LinkHosts.reach(InetAddress.getByAddress(inner)), LinkHosts.reach(InetAddress.getByAddress(nat64)));
    }
}
