/** People from CSV files that an HR system drops into a directory: read as they are, in whatever encoding they came. */
package org.convene.people.csv;
