package org.convene.document;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One thing that must be corrected in a document.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); empty for the document as a whole. A missing field is pointed at
 *     where it should stand.
 * @param detail what is wrong and what to do, in words that carry no personal data
 */
@RegisterForReflection
public record Violation(String pointer, String detail) {}
