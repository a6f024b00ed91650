package org.convene.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;

/** Sees what an operation is about to change, and what has become of it: the before and the after of its entry. */
public interface Look {
    /** @param operation of the API */
    boolean sees(String operation);

    /**
     * As little as tells what changed, without names.
     *
     * @param request with the parameters of the address as headers, as they were at first
     * @return {@code null} when it is not there
     */
    JsonNode at(Request request) throws SQLException;

    /** The parameters of an address. */
    interface Request {
        String parameter(String name);
    }
}
