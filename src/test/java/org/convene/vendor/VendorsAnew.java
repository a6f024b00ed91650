package org.convene.vendor;

import jakarta.inject.Singleton;

/** Lets tests make the hub forget what it has learnt of its vendors: breakers, missing operations, shared values. */
@Singleton
public class VendorsAnew {
    private final Vendors vendors;
    private final SharedValues sharedValues;

    VendorsAnew(Vendors vendors, SharedValues sharedValues) {
        this.vendors = vendors;
        this.sharedValues = sharedValues;
    }

    public void start() {
        vendors.all().forEach(VendorGate::startAnew);
        sharedValues.startAnew();
    }
}
