/**
 * Address books of terminals: people with an account stand in those that configuration names. Each terminal's is a booking of
 * the kind {@code contacts}; {@code routes/people/address-books.camel.yaml} reads the book and sends what is missing.
 */
package org.convene.people.addressbook;
