package org.convene.lti;

import java.util.List;

/**
 * What the page on which a lesson is chosen must know when it comes back; it goes there signed.
 *
 * @param course  the ids of the course in which somebody chooses
 * @param data    of the platform, told back as it is
 */
record Ticket(String platform, String deployment, String returnUrl, List<String> course, String data) {}
