package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What an LMS told about one person in one meeting (operation storeExternalUserMeta). */
record ExternalMeta(String externalUserId, String externalMeetingId, JsonNode meta, Instant storedAt) {}
