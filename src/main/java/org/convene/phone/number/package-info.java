/** Telephone numbers as phone systems tell them, and what they mean. */
package org.convene.phone.number;
