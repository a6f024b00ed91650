package org.convene.sandbox.mx;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;

/**
 * A conference of the bridge, with the vendor's own names: {@code Id} is a text, {@code ownerId} an unquoted number that a
 * double cannot hold (mx-proxy.md A3).
 *
 * @param accessId the code to dial
 * @param startDate unix seconds
 * @param duration minutes
 */
record Conference(
        @JsonProperty("Id") String id,
        BigInteger ownerId,
        String name,
        long accessId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String description,
        String type,
        long startDate,
        long duration,
        boolean waitForOwner,
        boolean delOnOwnerLeave,
        String ws,
        String wsType) {}
