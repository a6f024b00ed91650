/**
 * A SCIM 2.0 service provider (RFC 7643, RFC 7644): identity providers such as Entra ID and Okta push users and groups here.
 * What they gave is kept as it is, and told to the directory ({@link org.convene.people.directory.Directory}) soon after.
 */
package org.convene.people.scim;
