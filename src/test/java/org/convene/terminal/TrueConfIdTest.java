package org.convene.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Who is who on a TrueConf server. */
class TrueConfIdTest {

    @Test
    void anAccountIsTheSameWithAndWithoutItsServer() {
        assertTrue(TrueConfId.same("anna", "Anna@video.example"));
        assertTrue(TrueConfId.same("anna@video.example", "ANNA@Video.example"));
    }

    @Test
    void accountsOfTwoServersAreTwo() {
        assertFalse(TrueConfId.same("anna@video.example", "anna@other.example"));
        assertFalse(TrueConfId.same("anna", "boris@video.example"));
    }
}
