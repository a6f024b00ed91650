/** Who changed what, when, from what to what; in rows of which each seals the ones before it. See docs/audit.md. */
package org.convene.audit;
