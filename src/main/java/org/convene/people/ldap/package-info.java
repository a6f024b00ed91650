/** People from an LDAP directory (RFC 4511), Active Directory among them: read whole, and by what changed. */
package org.convene.people.ldap;
