/**
 * TrueConf Room in a box: any number of terminals behind one address, which speak the vendor's WebSocket protocol as
 * trueconf-room.md C1 to C5 says, and a back office to set the scene and to break connections. Everything of it is confined to
 * one event loop.
 */
package org.convene.sandbox.terminal;
