package org.convene.people;

import java.util.List;

/**
 * Is told of people who came, changed or left, after that is certain. After a crash the same may be told again, so following
 * twice must be as good as once; a failure is tried again, with all others told the same.
 */
public interface PersonFollower {
    void follow(List<KnownPerson> people) throws Exception;
}
