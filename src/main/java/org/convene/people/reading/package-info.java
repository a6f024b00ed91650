/** What all sources that are read have in common: mappings, and how the last reading of each went. */
package org.convene.people.reading;
