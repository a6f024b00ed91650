/**
 * People as the systems that employ and enrol them tell of them: who is there, under which names, and who left. Sources say
 * what they know ({@link org.convene.people.Roster}); the directory makes one person of it; followers
 * ({@link org.convene.people.PersonFollower}) take it where it is needed.
 */
package org.convene.people;
