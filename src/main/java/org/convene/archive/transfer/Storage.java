package org.convene.archive.transfer;

import java.nio.file.Path;
import java.util.Optional;
import org.convene.vendor.VendorFailure;

/** Where recordings and reports go. */
interface Storage {
    /** The receipt of an object that is there with its manifest. */
    Optional<Receipt> find(ObjectName name) throws VendorFailure;

    /** Whether objects can be read again. */
    boolean canVerify();

    /** Reads the object again, to the end; fails with {@code Refused} when it is not what the receipt says. */
    void verify(Receipt receipt) throws VendorFailure;

    /** The object's bytes, as the receipt says; nothing where objects cannot be read again, or this one is gone. */
    Optional<byte[]> read(Receipt receipt) throws VendorFailure;

    /** Brings a whole and synced file there. The file is gone afterwards; when this fails, it is still there. */
    Receipt keep(Path whole, ObjectName name, Manifest manifest) throws VendorFailure;

    /** Takes an object and its manifest away; fails with {@code Refused} where storage can only be written. */
    void remove(Receipt receipt) throws VendorFailure;
}
