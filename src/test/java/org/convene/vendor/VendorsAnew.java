package org.convene.vendor;

import jakarta.inject.Singleton;

/** Lets tests make the hub forget what it has learnt of its vendors: breakers, missing operations, tokens, shared values. */
@Singleton
public class VendorsAnew {
    private final Vendors vendors;
    private final VendorToken tokens;
    private final ProposedIds proposedIds;
    private final SharedValues sharedValues;

    VendorsAnew(Vendors vendors, VendorToken tokens, ProposedIds proposedIds, SharedValues sharedValues) {
        this.vendors = vendors;
        this.proposedIds = proposedIds;
        this.tokens = tokens;
        this.sharedValues = sharedValues;
    }

    public void start() {
        vendors.all().forEach(VendorGate::startAnew);
        tokens.startAnew();
        proposedIds.startAnew();
        sharedValues.startAnew();
    }
}
