package org.convene.sandbox.mx;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One entry of the call log: one leg of a call. What is empty is not told, but {@code missed} always is (mx-proxy.md A3).
 *
 * @param gcid the call it belongs to
 * @param connectTimestamp unix seconds; 0 when nobody answered
 * @param ext of the other side, when that is somebody of the phone system
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record LoggedCall(
        @JsonInclude(JsonInclude.Include.ALWAYS) boolean missed,
        String direction,
        @JsonProperty("record_id") long recordId,
        String gcid,
        long connectTimestamp,
        long disconnectTimestamp,
        String callingPartyNo,
        String originalCalledPartyNo,
        String firstName,
        String lastName,
        String ext,
        String serviceName,
        String serviceExtension,
        int callType,
        int legType,
        int selfLegType,
        int monitorType) {}
