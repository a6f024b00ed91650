package org.convene.terminal.audit;

import java.time.Instant;

/**
 * One command, as it is remembered.
 *
 * @param no     counts the entries; 0 before it is written
 * @param params JSON, with secrets masked and long texts cut
 * @param door   by what way it came; empty where it was read, since the chain of org.convene.audit has it
 * @param result done, refused, offline, no-reply, ...; {@code lost} stands for entries that could not be written
 * @param words  why, or empty
 */
public record AuditEntry(
        long no,
        String terminal,
        String method,
        String params,
        String who,
        String door,
        Instant sentAt,
        String result,
        String words) {}
