/** Lessons from Moodle: which courses are followed, who takes part in them, and which events are lessons. */
package org.convene.moodle;
