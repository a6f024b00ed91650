package org.convene.calendar.dav;

import java.util.Optional;

/** How a write ended. */
public sealed interface Written {
    /**
     * It is there as we wrote it, or nearly: a server that changes what it is given does not say the entity tag
     * (RFC 4791 section 5.3.4), and then the resource has to be read again to know it.
     */
    record Done(Optional<String> etag) implements Written {}

    /** Somebody else changed it meanwhile; nothing was written. */
    record Conflict() implements Written {}

    /** It is not there any more; nothing was written. */
    record Gone() implements Written {}
}
