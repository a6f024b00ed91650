package org.convene.sandbox.stage;

import io.vertx.core.Future;

/** A vendor in a box: a stateful stand-in for its API, with pages for people and a back office to set the scene. */
public interface Sandbox {

    /** The vendor's name, as the vendor writes it. */
    String vendor();

    /** Listens; the future brings the port. */
    Future<Integer> start();

    /** The address of the vendor, without a path; null before the start. */
    String url();

    /** Stops listening and writes the state file a last time. */
    Future<Void> close();
}
