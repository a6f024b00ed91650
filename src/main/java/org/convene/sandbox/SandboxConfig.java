package org.convene.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The built-in sandbox of the vendors: {@code convene.sandbox.*}. */
@ConfigMapping(prefix = "convene.sandbox")
public interface SandboxConfig {

    /** Whether the vendors' stand-ins start with the hub; never in production. */
    @WithDefault("false")
    boolean enabled();

    /** The stand-in for Teleboss. */
    Teleboss teleboss();

    /** The stand-in for TrueConf Server. */
    Trueconf trueconf();

    /** The stand-ins for terminals in meeting rooms. */
    Terminals terminals();

    /** The stand-in for MX Proxy and the phone system behind it. */
    Mx mx();

    /** The stand-in for Moodle. */
    Moodle moodle();

    /** {@code convene.sandbox.teleboss.*}. */
    interface Teleboss {

        /** Address to listen on. The back office knows no password, so leave it on loopback. */
        @WithDefault("127.0.0.1")
        String host();

        /** Port to listen on; 0 takes any free one. */
        @WithDefault("18081")
        int port();

        /** The personal token that is accepted. */
        @WithDefault("sandbox-token")
        String token();

        /** Under which people reach the room pages, when that is not the sandbox's own address. */
        Optional<String> publicUrl();
    }

    /** {@code convene.sandbox.trueconf.*}. */
    interface Trueconf {

        /** Address to listen on. The back office knows no password, so leave it on loopback. */
        @WithDefault("127.0.0.1")
        String host();

        /** Port to listen on; 0 takes any free one. */
        @WithDefault("18082")
        int port();

        /** Under which people reach the pages of conferences, when that is not the sandbox's own address. */
        Optional<String> publicUrl();

        /** The OAuth application that is accepted. */
        @WithDefault("sandbox-client")
        String clientId();

        /** The secret of that application. */
        @WithDefault("sandbox-secret")
        String clientSecret();
    }

    /** {@code convene.sandbox.terminals.*}. */
    interface Terminals {

        /** Address to listen on. The back office knows no password, so leave it on loopback. */
        @WithDefault("127.0.0.1")
        String host();

        /** Port to listen on; 0 takes any free one. */
        @WithDefault("18083")
        int port();

        /** Names of the terminals; each is the path of its WebSocket and its account on the server. */
        @WithDefault("room-101,room-102")
        List<String> names();
    }

    /** {@code convene.sandbox.mx.*}. */
    interface Mx {

        /** Address to listen on. The back office knows no password, so leave it on loopback. */
        @WithDefault("127.0.0.1")
        String host();

        /** Port to listen on; 0 takes any free one. */
        @WithDefault("18084")
        int port();

        /** The application that is accepted. */
        @WithDefault("sandbox-client")
        String clientId();

        /** The secret of that application. */
        @WithDefault("sandbox-secret")
        String clientSecret();

        /** The one user. */
        @WithDefault("sandbox")
        String username();

        /** The password of that user. */
        @WithDefault("sandbox")
        String password();
    }

    /** {@code convene.sandbox.moodle.*}. */
    interface Moodle {

        /** Whether it starts with the others: a hub that has no LMS to read needs none. */
        @WithDefault("false")
        boolean enabled();

        /** Address to listen on. The back office knows no password, so leave it on loopback. */
        @WithDefault("127.0.0.1")
        String host();

        /** Port to listen on; 0 takes any free one. */
        @WithDefault("18085")
        int port();

        /** The web service token that is accepted. */
        @WithDefault("sandbox-token")
        String token();
    }
}
