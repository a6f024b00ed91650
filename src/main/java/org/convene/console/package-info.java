/**
 * The Hawtio console at {@code /hawtio}: its static pages come from Hawtio's own release, what it asks is answered by Jolokia
 * inside the hub, and what each role may see and do is decided there. Nothing listens on a port of its own.
 */
package org.convene.console;
