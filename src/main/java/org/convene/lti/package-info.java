/**
 * LTI 1.3: learning platforms send people here. Routes in {@code routes/lti}; {@link org.convene.lti.LtiDesk} is what they
 * call.
 */
package org.convene.lti;
