/**
 * Accounts at TrueConf Server, kept in step with people: each person who is to have one is a booking of the kind
 * {@code account}. {@link org.convene.people.account.Accounts} says what is wanted, {@code routes/people/accounts.camel.yaml}
 * asks {@link org.convene.people.account.AccountBench} for the next step and does it.
 */
package org.convene.people.account;
