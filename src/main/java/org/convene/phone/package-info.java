/** The phone system behind MX Proxy, as the hub uses it: what was called, what was left to be heard, who can be reached. */
package org.convene.phone;
