package org.convene.archive.transfer;

/**
 * What must be known of a part to go on with it, kept in a file beside it.
 *
 * @param etag the strong entity tag of the source, or nothing
 * @param total how long the source says it is, or 0
 * @param mismatch the size that was told and the other one that the source had, in words; or nothing
 */
record PartState(String etag, long total, String mismatch) {
    static final PartState NEW = new PartState(null, 0, null);

    boolean isOf(SourceAnswer answer) {
        boolean sameTag = etag == null || answer.etag() == null || etag.equals(answer.etag());
        boolean sameSize = total == 0 || answer.total() == 0 || total == answer.total();
        return sameTag && sameSize;
    }

    PartState seen(SourceAnswer answer) {
        return new PartState(
                answer.etag() == null ? etag : answer.etag(), answer.total() == 0 ? total : answer.total(), mismatch);
    }

    PartState whole(long length) {
        return new PartState(etag, length, mismatch);
    }

    /** Starts anew, and remembers that sizes differed if they did. */
    PartState anew(String differed) {
        return new PartState(null, 0, differed);
    }
}
