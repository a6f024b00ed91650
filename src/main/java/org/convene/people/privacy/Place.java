package org.convene.people.privacy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.convene.vendor.VendorFailure;

/** Somewhere in the hub where people leave traces. */
interface Place {
    void find(Eraser eraser, Consumer<Trace> found) throws SQLException, IOException, VendorFailure;

    /** Puts the pseudonym in the person's place wherever that is possible. */
    void erase(Eraser eraser) throws SQLException, IOException, VendorFailure;
}
