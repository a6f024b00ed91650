package org.convene.sandbox.mx;

/** Something of the phone system that can be called and is nobody: an attendant, voicemail, a ring group. */
record Service(String id, String name, String type, String ext) {}
