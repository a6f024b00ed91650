package org.convene.sandbox.teleboss;

import java.time.Instant;

/** A group: the folder every room lives in. */
record Space(String id, String name, String description, String logo, boolean isPublic, Instant createdAt) {}
