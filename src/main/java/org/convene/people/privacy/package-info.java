/** Everything that is kept of a person: found, handed out, and taken away (GDPR articles 15, 17 and 20). */
package org.convene.people.privacy;
