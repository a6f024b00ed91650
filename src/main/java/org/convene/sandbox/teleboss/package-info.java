/**
 * The stand-in for Teleboss, for the first run, for tests, and for whoever tries a route without a vendor account. {@link
 * org.convene.sandbox.teleboss.TelebossSandbox} starts it; {@code TelebossApi} is the table of what it answers; {@code
 * Conversations} is the one way an answer leaves; {@code World} is what it remembers; {@code BackOffice} sets the scene.
 */
package org.convene.sandbox.teleboss;
