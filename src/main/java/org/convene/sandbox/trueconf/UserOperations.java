package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.convene.sandbox.stage.Answer;

/** Users and groups, to be read (trueconf-server.md B1, B2.2). */
final class UserOperations {

    private final World world;
    private final People people;

    UserOperations(World world, People people) {
        this.world = world;
        this.people = people;
    }

    Answer list(Heard heard) {
        Stream<User> users = world.users().stream();
        users = filtered(users, heard, "login_name", User::login);
        users = filtered(users, heard, "display_name", User::displayName);
        users = filtered(users, heard, "first_name", User::firstName);
        users = filtered(users, heard, "last_name", User::lastName);
        users = filtered(users, heard, "email", User::email);
        return users(heard, users.toList());
    }

    /** A filter finds parts of the value: whoever looks for one user compares again. */
    private static Stream<User> filtered(
            Stream<User> users, Heard heard, String parameter, Function<User, String> value) {
        return heard.query(parameter)
                .map(wanted -> wanted.toLowerCase(Locale.ROOT))
                .map(wanted -> users.filter(
                        user -> value.apply(user).toLowerCase(Locale.ROOT).contains(wanted)))
                .orElse(users);
    }

    Answer read(Heard heard) {
        String login = people.login(heard.path("user"));
        User user = world.user(login).orElseThrow(() -> Refusal.notFound("User", login));
        return Answer.json(200, JsonNodeFactory.instance.objectNode().set("user", people.user(user)));
    }

    Answer groups(Heard heard) {
        Page page = Page.of(heard);
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.set("groups", people.groups(page.of(world.groups())));
        return Answer.json(200, list.put("next_page_id", page.next(world.groups())));
    }

    Answer usersOfGroup(Heard heard) {
        String id = heard.path("group");
        boolean none = id.equals(Group.NONE.id());
        if (!none && world.groups().stream().noneMatch(group -> group.id().equals(id))) {
            throw Refusal.notFound("Group", id);
        }
        return users(
                heard,
                world.users().stream()
                        .filter(user ->
                                none ? user.groups().isEmpty() : user.groups().contains(id))
                        .toList());
    }

    private Answer users(Heard heard, List<User> users) {
        Page page = Page.of(heard);
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("next_page_id", page.next(users));
        ArrayNode shown = list.putArray("users");
        page.of(users).forEach(user -> shown.add(people.user(user)));
        return Answer.json(200, list);
    }
}
