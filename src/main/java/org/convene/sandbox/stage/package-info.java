/**
 * What every vendor's stand-in plays on: {@link org.convene.sandbox.stage.Listener} listens,
 * {@link org.convene.sandbox.stage.Conversations} is the one way an answer leaves,
 * {@link org.convene.sandbox.stage.FaultScript} spoils it, {@link org.convene.sandbox.stage.RequestLog} notes it,
 * {@link org.convene.sandbox.stage.StateFile} keeps what must survive a restart, and
 * {@link org.convene.sandbox.stage.Desk} answers for the back office.
 */
package org.convene.sandbox.stage;
