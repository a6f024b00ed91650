package org.convene.archive.transfer;

/** How far a transfer is. {@code total} is 0 as long as nobody told it. */
public record Progress(String name, long done, long total, long bytesPerSecond) {}
