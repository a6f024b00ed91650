/** People as files for address books and tables: vCard and CSV, written as they are read. */
package org.convene.people.export;
