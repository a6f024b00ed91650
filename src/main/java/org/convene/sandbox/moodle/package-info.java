/**
 * A Moodle in a box, as far as a hub of lessons sees one: {@link org.convene.sandbox.moodle.Site} is what it knows,
 * {@link org.convene.sandbox.moodle.WebServices} its functions, {@link org.convene.sandbox.moodle.RestServer} the REST
 * protocol before them.
 */
package org.convene.sandbox.moodle;
