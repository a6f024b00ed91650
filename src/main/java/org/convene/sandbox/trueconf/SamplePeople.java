package org.convene.sandbox.trueconf;

import java.util.List;

/** Who is on a new server: addresses that are and are not like logins, groups, and somebody who has left. */
final class SamplePeople {

    static final List<Group> GROUPS = List.of(new Group("1", "Sales"), new Group("2", "Engineering"));

    static final List<User> USERS = List.of(
            new User("admin", "admin@company.example", "Admin", "Admin", "", List.of(), true),
            user("anna", "anna.petrova@company.example", "Anna", "Petrova", "1"),
            user("boris", "boris@company.example", "Boris", "Ivanov", "1"),
            user("dean", "dean@company.example", "Dean", "Miller", "2"),
            user("helen", "helen@company.example", "Helen", "Smith", "2"),
            new User("kevin", "kevin@company.example", "Kevin Brown", "Kevin", "Brown", List.of("2"), false),
            user("m.orlova", "maria.orlova@company.example", "Maria", "Orlova", "2"),
            user("olga", "olga@company.example", "Olga", "Sokolova", "1"));

    private SamplePeople() {}

    private static User user(String login, String email, String first, String last, String group) {
        return new User(login, email, first + " " + last, first, last, List.of(group), true);
    }
}
