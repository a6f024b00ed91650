/** Readings of sources: what each would change is a plan first, and what is done is exactly that. */
package org.convene.people.plan;
