package org.convene.sandbox.stage;

import java.util.List;

/** The terminals in meeting rooms that a conference server calls: at them an invitation rings, and somebody may take it. */
public interface RoomTerminals {

    /** There are none. */
    RoomTerminals NONE = new RoomTerminals() {
        @Override
        public List<String> logins() {
            return List.of();
        }

        @Override
        public void invite(String login, String conferenceId, String title, String owner) {}

        @Override
        public void conferenceEnded(String conferenceId) {}

        @Override
        public void reportTo(Attendance server) {}
    };

    /** Hears who takes an invitation, and who leaves; on a thread of the terminals, so it must be quick. */
    interface Attendance {

        void came(String conferenceId, String login);

        void left(String conferenceId, String login);
    }

    /** The accounts of the conference server that terminals are signed in with. */
    List<String> logins();

    /**
     * The running conference calls an account; nothing happens when no terminal is signed in with it.
     *
     * @param conferenceId as the server's API has it
     * @param owner login of it
     */
    void invite(String login, String conferenceId, String title, String owner);

    /** The conference is over for everybody in it, and calls nobody any more. */
    void conferenceEnded(String conferenceId);

    /** From now on the server hears who comes into its conferences at a terminal, and who goes. */
    void reportTo(Attendance server);
}
