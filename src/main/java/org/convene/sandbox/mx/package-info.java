/**
 * The stand-in for MX Proxy 2.3 and the phone system behind it, for the first run, for tests, and for whoever tries a route
 * without a phone system. {@link org.convene.sandbox.mx.MxSandbox} starts it; {@code MxApi} is the table of what it answers;
 * {@code Mx} is what the phone system remembers; {@code Proxy} what the proxy holds in memory only; {@code BackOffice} sets
 * the scene.
 */
package org.convene.sandbox.mx;
