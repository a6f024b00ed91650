package org.convene.people.scim;

/** What is provisioned, and where it is kept. */
enum Kind {
    USER("User", "scim_user", "urn:ietf:params:scim:schemas:core:2.0:User"),
    GROUP("Group", "scim_group", "urn:ietf:params:scim:schemas:core:2.0:Group");

    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final String word;
    private final String table;
    private final String schema;

    Kind(String word, String table, String schema) {
        this.word = word;
        this.table = table;
        this.schema = schema;
    }

    String word() {
        return word;
    }

    String table() {
        return table;
    }

    String schema() {
        return schema;
    }

    /** By the first part of an address, such as {@code Users}; {@code null} for any other. */
    static Kind at(String part) {
        return switch (part) {
            case "Users" -> USER;
            case "Groups" -> GROUP;
            default -> null;
        };
    }
}
