package org.convene.people.csv;

import java.io.IOException;

/** A file that is not what it should be. Nothing of it is used, and reading it again changes nothing. */
public final class BrokenFile extends IOException {
    public BrokenFile(String reason) {
        super(reason);
    }
}
