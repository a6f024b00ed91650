package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.convene.sandbox.stage.Answer;

/**
 * Users and groups, to be written (trueconf-server.md B1): nothing of it where accounts come from LDAP. Passwords are
 * asked for and not kept.
 */
final class AccountOperations {

    private static final int LONGEST = 240;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private final World world;
    private final People people;

    AccountOperations(World world, People people) {
        this.world = world;
        this.people = people;
    }

    Answer create(Heard heard) {
        mustBeOurs();
        Fields fields = heard.json();
        String login = fields.required("login_name", LONGEST);
        fields.required("password", LONGEST);
        fields.required("email", LONGEST);
        if (world.users().stream().anyMatch(user -> user.login().equalsIgnoreCase(login))) {
            fields.refuse(Trouble.taken("login_name"));
        }
        return put(fields, new User(login, null, null, null, null, null, true));
    }

    /** What is left out stays; the login cannot be changed. */
    Answer change(Heard heard) {
        mustBeOurs();
        return put(heard.json(), known(heard.path("user")));
    }

    private Answer put(Fields fields, User before) {
        String email = fields.optional("email", before.email(), LONGEST);
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            fields.invalid("email", "an e-mail address", null);
        }
        User user = new User(
                before.login(),
                email,
                fields.optional("display_name", before.displayName(), LONGEST),
                fields.optional("first_name", before.firstName(), LONGEST),
                fields.optional("last_name", before.lastName(), LONGEST),
                before.groups(),
                fields.flag("is_active", before.active()),
                fields.optional("company", before.company(), LONGEST),
                fields.optional("mobile_phone", before.mobilePhone(), LONGEST),
                fields.optional("work_phone", before.workPhone(), LONGEST),
                fields.optional("home_phone", before.homePhone(), LONGEST));
        fields.check();
        world.put(user);
        return Answer.json(200, JsonNodeFactory.instance.objectNode().set("user", people.user(user)));
    }

    Answer delete(Heard heard) {
        mustBeOurs();
        User user = known(heard.path("user"));
        world.disconnect(user.login());
        world.deleteUser(user.login());
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("id", user.login()));
    }

    Answer disconnect(Heard heard) {
        world.disconnect(known(heard.path("user")).login());
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("state", "disconnecting"));
    }

    Answer createGroup(Heard heard) {
        mustBeOurs();
        Fields fields = heard.json();
        String name = fields.required("display_name", LONGEST);
        fields.check();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("group", people.groups(List.of(world.createGroup(name))).get(0));
        return Answer.json(200, answer);
    }

    Answer deleteGroup(Heard heard) {
        mustBeOurs();
        String id = heard.path("group");
        world.deleteGroup(id).orElseThrow(() -> Refusal.notFound("Group", id));
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("id", id));
    }

    /** Whoever is in it already stays in it. */
    Answer addToGroup(Heard heard) {
        mustBeOurs();
        String id = heard.path("group");
        world.group(id).orElseThrow(() -> Refusal.notFound("Group", id));
        Fields fields = heard.json();
        String login = fields.required("user_id", LONGEST);
        fields.check();
        User user = known(login);
        if (!user.groups().contains(id)) {
            List<String> groups = new ArrayList<>(user.groups());
            groups.add(id);
            user = user.in(groups);
            world.put(user);
        }
        return Answer.json(200, JsonNodeFactory.instance.objectNode().set("user", people.user(user)));
    }

    private void mustBeOurs() {
        if (world.habits().ldapMode()) {
            throw Refusal.ldapMode();
        }
    }

    private User known(String id) {
        String login = people.login(id);
        return world.user(login).orElseThrow(() -> Refusal.notFound("User", login));
    }
}
