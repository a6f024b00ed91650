package org.convene.sandbox.mx;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Somebody of the phone system; what is empty is not told. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Contact(
        String jid,
        String firstName,
        String lastName,
        String ext,
        String homePhone,
        String cellPhone,
        String email,
        String homeSystem,
        String did,
        String exchangeId) {}
