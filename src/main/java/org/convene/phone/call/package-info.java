/** The call log of the phone system: pulled, kept, one row for each call, and told once. */
package org.convene.phone.call;
