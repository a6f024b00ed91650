/**
 * The stand-in for TrueConf Server, for the first run, for tests, and for whoever tries a route without a server.
 * {@link org.convene.sandbox.trueconf.TrueConfSandbox} starts it; {@code TrueConfApi} is the table of what it
 * answers; {@code World} is what it remembers; {@code BackOffice} sets the scene.
 */
package org.convene.sandbox.trueconf;
