package org.convene.sandbox.mx;

/** Where an app wants its pushes; none is ever sent. */
record PushToken(String type, String topic, String token) {}
