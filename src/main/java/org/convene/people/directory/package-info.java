/** Who is who: what sources said of people, made one person of each, and found again by anything they are known by. */
package org.convene.people.directory;
