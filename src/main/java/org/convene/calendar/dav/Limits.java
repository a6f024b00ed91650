package org.convene.calendar.dav;

import java.time.Duration;

/**
 * What a calendar server may cost us.
 *
 * @param connectTimeout how long to wait for a connection
 * @param timeout how long to wait for an answer to begin, and after how long without a byte it counts as broken off
 * @param mostBytes the longest answer that is read, unpacked
 * @param batch how many resources are asked for in one request
 */
public record Limits(Duration connectTimeout, Duration timeout, long mostBytes, int batch) {
    /** 5 s, 30 s, 64 MiB (a listing of 10,000 events is about 3 MiB) and 50 resources. */
    public static final Limits USUAL = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 64L << 20, 50);
}
