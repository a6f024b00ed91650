package org.convene.people.plan;

import static org.convene.people.plan.PeopleWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.convene.ops.Statements;
import org.convene.people.KnownPerson;
import org.convene.people.directory.ChangeStatements.Kept;
import org.convene.people.directory.PersonRecord;
import org.convene.people.directory.RecordChange.What;
import org.convene.people.plan.PeopleWorld.TestRoster;
import org.convene.people.plan.Plan.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what sources say of people; the same on every database. */
abstract class RostersTests {
    private static final String ANNA =
            "{'key':'1','name':'Anna Petrova','emails':['a.petrova@school.example'],'login':'a.petrova','employeeNumber':'1042'}";
    private static final String BORIS =
            "{'key':'2','name':'Boris Ivanov','emails':['b.ivanov@school.example'],'login':'b.ivanov','employeeNumber':'1043'}";

    private PeopleWorld world;

    abstract DataSource database();

    @BeforeEach
    void begin() {
        world = new PeopleWorld(database(), Map.of());
    }

    private static ObjectNode[] crowd(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(no -> person("{'key':'k" + no + "','name':'Person No" + no + "','login':'p" + no + "'}"))
                .toArray(ObjectNode[]::new);
    }

    private List<What> whats(Plan plan) throws SQLException {
        return world.plans.changes(plan.no(), 0, 1000).stream()
                .map(kept -> kept.change().what())
                .toList();
    }

    // Joiners, movers, leavers

    @Test
    void whoIsTheSameAsBeforeIsNoChange() throws Exception {
        assertEquals(State.APPLIED, world.whole("csv", person(ANNA)).state());
        long version = world.only().version();
        Plan again = world.whole("csv", person(ANNA));
        assertEquals(State.UNCHANGED, again.state());
        assertEquals(1, again.heard());
        assertEquals(version, world.only().version());
    }

    @Test
    void whoGetsAnotherNameAndAddressIsTheSamePersonAndStillFoundByTheOldOnes() throws Exception {
        world.whole("ldap", person(ANNA));
        String id = world.only().id();
        world.clock.forward(Duration.ofDays(1));
        world.whole(
                "ldap",
                person("{'key':'1','name':'Anna Sidorova','emails':['a.sidorova@school.example'],'login':'a.sidorova',"
                        + "'employeeNumber':'1042'}"));
        KnownPerson now = world.only();
        assertEquals(id, now.id());
        assertEquals("Anna Sidorova", PeopleWorld.name(now));
        assertTrue(world.people.names(id).stream()
                .anyMatch(name -> name.alias().value().equals("a.petrova@school.example") && name.until() != null));
        assertTrue(world.people.names(id).stream()
                .anyMatch(name -> name.alias().value().equals("a.sidorova@school.example") && name.until() == null));
    }

    @Test
    void whoIsMissingFromAWholeReadingLeftAndIsBackWhenToldOfAgain() throws Exception {
        world.whole("csv", person(ANNA), person(BORIS));
        world.whole("csv", person(ANNA));
        KnownPerson boris = world.everybody().get(1);
        assertFalse(boris.active());
        assertEquals(PeopleWorld.START, boris.leftAt());
        assertEquals("b.ivanov", boris.attributes().path("login").asText(), "what was known last is kept");
        Plan back = world.whole("csv", person(ANNA), person(BORIS));
        assertEquals(List.of(What.RETURN), whats(back));
        assertTrue(world.everybody().get(1).active());
        assertEquals(boris.id(), world.everybody().get(1).id());
    }

    @Test
    void whoIsMissingFromAReadingOfChangesStays() throws Exception {
        world.whole("csv", person(ANNA), person(BORIS));
        assertEquals(State.UNCHANGED, world.delta("csv", person(ANNA)).state());
        assertTrue(world.everybody().get(1).active());
    }

    @Test
    void whoIsSwitchedOffAtTheSourceLeft() throws Exception {
        world.whole("csv", person(ANNA));
        Plan plan = world.delta("csv", person(ANNA).put("active", false));
        assertEquals(List.of(What.LEAVE), whats(plan));
        assertFalse(world.only().active());
    }

    // What is not believed

    @Test
    void anEmptyReadingChangesNothingUntilSomebodySaysSo() throws Exception {
        world.whole("csv", person(ANNA));
        Plan held = world.whole("csv");
        assertEquals(State.HELD, held.state());
        assertEquals("the source told of nobody, but had 1 before", held.reason());
        assertTrue(world.only().active());
        assertEquals(List.of(held), world.plans.held());
        assertEquals(
                State.APPLIED,
                world.plans.apply(held.no(), "an operator").orElseThrow().state());
        assertFalse(world.only().active());
    }

    @Test
    void halfOfTheReadingChangesNothing() throws Exception {
        world.whole("csv", crowd(0, 600));
        Plan held = world.whole("csv", crowd(0, 300));
        assertEquals(State.HELD, held.state());
        assertEquals(300, held.leavers());
        assertEquals("300 of 600 would leave; 100 or 10% at once are believed", held.reason());
        assertEquals(600, world.everybody().stream().filter(KnownPerson::active).count());
    }

    @Test
    void aReadingThatBreaksOffChangesNothingAndLeavesNoPlan() throws Exception {
        world.whole("csv", crowd(0, 600));
        TestRoster broken = new TestRoster("csv", true, listener -> {
            for (ObjectNode person : crowd(600, 1200)) {
                listener.person(person);
            }
            throw new IOException("the connection was lost");
        });
        assertThrows(IOException.class, () -> world.rosters.take(broken));
        Plan plan = world.plans.list(Long.MAX_VALUE, 1).get(0);
        assertEquals(State.BROKEN, plan.state());
        assertEquals("the connection was lost", plan.reason());
        assertEquals(List.of(), world.plans.changes(plan.no(), 0, 10));
        assertEquals(600, world.everybody().size());
    }

    @Test
    void whoseRecordCannotBeUsedStaysAsKnown() throws Exception {
        world.whole("csv", person(ANNA), person(BORIS));
        Plan plan =
                world.whole("csv", person(ANNA), person(BORIS).put("name", "  ").put("titel", "x"));
        assertEquals(State.UNCHANGED, plan.state());
        assertTrue(plan.reason().startsWith("1 records could not be used: 2: "), plan.reason());
        assertTrue(plan.reason().contains("did you mean `title`?"), plan.reason());
        assertTrue(world.everybody().stream().allMatch(KnownPerson::active));
    }

    @Test
    void nobodyLeavesWhileSomeRecordMayBeAnybodys() throws Exception {
        world.whole("csv", person(ANNA), person(BORIS));
        Plan held = world.rosters.take(new TestRoster("csv", true, listener -> {
            listener.person(person(ANNA));
            listener.unusable("line 3", null, "it has too few columns");
        }));
        assertEquals(State.HELD, held.state());
        assertTrue(held.reason().contains("line 3: it has too few columns"), held.reason());
        assertTrue(world.everybody().stream().allMatch(KnownPerson::active));
    }

    @Test
    void whoIsToldOfTwiceCountsOnce() throws Exception {
        List<ObjectNode> people = new ArrayList<>(List.of(crowd(0, 700)));
        people.add(person("{'key':'k3','name':'Somebody Else'}"));
        Plan first = world.rosters.take(PeopleWorld.reading("csv", true, people));
        assertEquals(State.APPLIED, first.state());
        assertTrue(first.reason().contains("k3: the source tells of it twice"), first.reason());
        Plan second = world.rosters.take(PeopleWorld.reading("csv", true, people));
        assertEquals(State.UNCHANGED, second.state());
        assertEquals(700, world.everybody().size());
    }

    // Several sources

    @Test
    void anotherSourcesWordAboutTheSamePersonMakesNoSecondOne() throws Exception {
        world.whole("csv", person(ANNA));
        Plan plan = world.whole(
                "ldap",
                person(
                        "{'key':'uuid-1','name':'Anna S. Petrova','emails':['A.Petrova@school.example'],'title':'Teacher'}"));
        assertEquals(List.of(What.LINK), whats(plan));
        KnownPerson anna = world.only();
        assertEquals("Anna S. Petrova", PeopleWorld.name(anna), "ldap is believed before csv");
        assertEquals("1042", anna.attributes().path("employeeNumber").asText(), "only csv knows it");
        assertEquals("Teacher", anna.attributes().path("title").asText());
    }

    @Test
    void whoFitsNotQuiteIsListedAndNeverGuessed() throws Exception {
        world.whole("csv", person(ANNA));
        world.whole("ldap", person("{'key':'uuid-1','name':'Pavel Petrov','emails':['a.petrova@school.example']}"));
        world.only();
        PersonRecord unclear = world.directory.unclear(10).get(0);
        assertEquals(List.of(world.only().id()), unclear.candidates());
        assertTrue(world.directory.assign(unclear.no(), Optional.empty()).isPresent());
        assertEquals(2, world.everybody().size());
        assertEquals(List.of(), world.directory.unclear(10));
    }

    @Test
    void pupilsWithTheirFamilysAddressAreDifferentPeople() throws Exception {
        world.whole("csv", person("{'key':'1','name':'Ivan Orlov','emails':['orlov@home.example']}"));
        world.delta("csv", person("{'key':'2','name':'Olga Orlova','emails':['orlov@home.example']}"));
        world.directory.accept("csv", "3", person("{'key':'3','name':'Oleg Orlov','emails':['orlov@home.example']}"));
        assertEquals(3, world.everybody().size());
        assertEquals(List.of(), world.directory.unclear(10));
    }

    @Test
    void whoHasANewKeyInTheSameSourceIsTheSamePerson() throws Exception {
        world.whole("ldap", person(ANNA), person(BORIS));
        String anna = world.everybody().get(0).id();
        Plan moved = world.whole("ldap", person(ANNA).put("key", "other-forest"), person(BORIS));
        assertEquals(State.APPLIED, moved.state());
        assertEquals(0, moved.leavers());
        assertEquals(2, world.everybody().size());
        assertEquals(anna, world.everybody().get(0).id());
        assertTrue(world.everybody().get(0).active());
    }

    @Test
    void whoLeftTheMostBelievedSourceLeftThoughAnotherStillHasIt() throws Exception {
        world.whole("ldap", person(ANNA), person(BORIS));
        world.whole("csv", person(ANNA), person(BORIS));
        world.whole("ldap", person(BORIS));
        assertFalse(world.everybody().get(0).active());
    }

    @Test
    void groupsHaveTheirNamesAndManagersAreFound() throws Exception {
        world.rosters.take(new TestRoster("ldap", true, listener -> {
            listener.person(person("{'key':'1','name':'Anna Petrova','groups':['7b'],'manager':'2'}"));
            listener.person(person("{'key':'2','name':'Boris Ivanov'}"));
            listener.group(person("{'key':'7b','name':'Class 7B'}"));
        }));
        KnownPerson anna = world.everybody().get(0);
        assertEquals("Class 7B", anna.attributes().at("/groups/0/name").asText());
        assertEquals(
                world.everybody().get(1).id(), anna.attributes().path("manager").asText());
    }

    // Plan and apply

    @Test
    void aPlanThatIsAppliedByItselfStandsInTheAudit() throws Exception {
        Plan plan = world.whole("csv", person(ANNA), person(BORIS));
        assertEquals(State.APPLIED, plan.state());
        assertEquals(
                List.of("system {\"state\":\"APPLIED\",\"source\":\"csv\",\"applied\":2}"),
                Statements.rows(
                        world.database,
                        "select who, after_doc from audit where subject = ? order by id desc fetch first 1 rows only",
                        List.of("people/plans/" + plan.no()),
                        row -> row.getString(1) + " " + row.getString(2)));
    }

    @Test
    void aPlanIsAppliedOnceAndExactly() throws Exception {
        world = new PeopleWorld(world.database, Map.of("convene.people.apply", "by-hand"));
        Plan plan = world.whole("csv", person(ANNA), person(BORIS));
        assertEquals(State.WAITING, plan.state());
        assertEquals(List.of(), world.everybody());
        List<String> planned = world.plans.changes(plan.no(), 0, 10).stream()
                .map(kept -> kept.change().person())
                .sorted()
                .toList();
        Plan applied = world.plans.apply(plan.no(), "an operator").orElseThrow();
        assertEquals(State.APPLIED, applied.state());
        assertEquals(2, applied.applied());
        assertEquals("an operator", applied.decidedBy());
        assertEquals(
                planned,
                world.everybody().stream().map(KnownPerson::id).sorted().toList());
        assertEquals(Optional.empty(), world.plans.apply(plan.no(), "again"));
        assertTrue(world.plans.changes(plan.no(), 0, 10).stream().allMatch(Kept::done));
    }

    @Test
    void aPlanWhoseStartIsNotTheSameAnyMoreDoesNothing() throws Exception {
        world = new PeopleWorld(world.database, Map.of("convene.people.apply", "by-hand"));
        Plan first = world.whole("csv", person(ANNA), person(BORIS));
        world.plans.apply(first.no(), "an operator");
        Plan second = world.whole(
                "csv", person(ANNA).put("title", "Head"), person(BORIS).put("title", "Teacher"));
        world.directory.accept("csv", "1", person(ANNA).put("title", "Deputy"));
        Plan drifted = world.plans.apply(second.no(), "an operator").orElseThrow();
        assertEquals(State.DRIFTED, drifted.state());
        assertEquals("1 of its records changed since it was made", drifted.reason());
        assertEquals(0, drifted.applied());
        assertEquals("", world.everybody().get(1).attributes().path("title").asText());
    }

    @Test
    void aPlanThatSomebodyChangedInTheDatabaseIsNotApplied() throws Exception {
        world = new PeopleWorld(world.database, Map.of("convene.people.apply", "by-hand"));
        Plan plan = world.whole("csv", person(ANNA));
        world.execute("update people_change set after_doc = replace(after_doc, 'Anna', 'Eve')");
        assertEquals(
                State.DRIFTED, world.plans.apply(plan.no(), "x").orElseThrow().state());
        assertEquals(List.of(), world.everybody());
    }

    @Test
    void aNewerReadingTakesThePlaceOfAPlanThatWaits() throws Exception {
        world = new PeopleWorld(world.database, Map.of("convene.people.apply", "by-hand"));
        Plan first = world.whole("csv", person(ANNA));
        world.whole("csv", person(ANNA), person(BORIS));
        assertEquals(State.DROPPED, world.plans.find(first.no()).orElseThrow().state());
    }

    @Test
    void whatACrashLeftHalfDoneIsDoneAfterwards() throws Exception {
        world = new PeopleWorld(world.database, Map.of("convene.people.apply", "by-hand"));
        Plan plan = world.whole("csv", crowd(0, 450));
        world.execute("update people_plan set state = 'applying'");
        world.plans.resume();
        assertEquals(State.APPLIED, world.plans.find(plan.no()).orElseThrow().state());
        assertEquals(450, world.everybody().size());
    }

    // What an identity provider pushes

    @Test
    void whatIsPushedIsDoneAtOnceAndWrittenDown() throws Exception {
        world.directory.accept("scim", "u-1", person(ANNA));
        world.directory.left("scim", "u-1");
        KnownPerson anna = world.only();
        assertFalse(anna.active());
        assertEquals(
                List.of(What.LEAVE, What.JOIN),
                world.people.history(anna.id(), 10).stream()
                        .map(kept -> kept.change().what())
                        .toList());
    }
}
