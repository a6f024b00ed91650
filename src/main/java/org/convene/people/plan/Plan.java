package org.convene.people.plan;

import java.time.Instant;
import java.util.Locale;

/**
 * A reading of a source and what it changes.
 *
 * @param whole     everybody was told of, so that whoever was not has left
 * @param reason    why it waits or was not used, in plain words, or {@code null}
 * @param heard     how many people were told of
 * @param known     how many the source had before
 * @param leavers   how many would leave
 * @param changes   how many changes there are in all, those that fit several people among them
 * @param applied   how many of them are done
 * @param digest    SHA-256 of all changes in their order, or {@code null} while it is read
 * @param decidedBy who applied or dropped it, or {@code null}
 */
public record Plan(
        long no,
        String source,
        String origin,
        boolean whole,
        State state,
        String reason,
        long heard,
        long known,
        long leavers,
        long changes,
        long applied,
        String digest,
        String decidedBy,
        Instant beganAt,
        Instant endedAt) {

    public enum State {
        /** The source is being read. */
        READING,
        /** To be applied by somebody. */
        WAITING,
        /** More would leave than anybody should believe, or not all could be read; somebody has to say how many. */
        HELD,
        APPLYING,
        APPLIED,
        /** There was nothing to change. */
        UNCHANGED,
        /** The reading broke off; nothing of it is used. */
        BROKEN,
        /** What it starts from changed meanwhile; what was not done is not done any more. */
        DRIFTED,
        /** Somebody does not want it, or a newer reading took its place. */
        DROPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether somebody may still say what becomes of it. */
    public boolean isOpen() {
        return state == State.WAITING || state == State.HELD;
    }
}
