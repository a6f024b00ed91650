/** Mail that the hub sends: over SMTP (RFC 5321), each under a Message-ID of ours, so that one can be looked for. */
package org.convene.mail;
