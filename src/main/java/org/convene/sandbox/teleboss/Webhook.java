package org.convene.sandbox.teleboss;

/** The one webhook a space may have; its secret is told at creation and refresh only (teleboss.md D3). */
record Webhook(String spaceId, String url, String secret, boolean isActive) {}
