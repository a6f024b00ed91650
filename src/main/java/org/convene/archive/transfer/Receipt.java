package org.convene.archive.transfer;

/** Proof that an object is in storage, whole: what it is called, how long it is, its SHA-256, and where it lies. */
public record Receipt(String name, long size, String sha256, String where) {}
