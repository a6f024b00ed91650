package org.convene.phone.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose number it is, when several lists say so. */
class OwnerTest {
    private static Owner contact(String id, String name, String email) {
        return new Owner(Owner.CONTACT, id, "+79031744445", name, email);
    }

    private static Owner participant(String id, String name, String email) {
        return new Owner(Owner.LESSON, id, "+79031744445", name, email);
    }

    @Test
    void twoWhoShareANumberAreTwo() {
        List<Owner> family = List.of(participant("s-1", "Ivan", "i@x.example"), participant("s-2", "Olga", ""));
        assertEquals(2, Owner.people(family));
        assertEquals(Optional.empty(), Owner.theOne(family));
    }

    @Test
    void oneWhoStandsInTwoListsIsOneByTheSameMailOrTheSameName() {
        Owner teacher = participant("t-17", "Anna Petrova", "A.Petrova@school.example");
        assertEquals(
                Optional.of(teacher),
                Owner.theOne(List.of(contact("1", "Anna P.", "a.petrova@school.example"), teacher)));
        assertEquals(Optional.of(teacher), Owner.theOne(List.of(contact("1", "anna petrova", ""), teacher)));
    }

    @Test
    void namesakesWithDifferentMailsAreTwo() {
        assertEquals(
                2, Owner.people(List.of(contact("1", "Anna", "a@x.example"), participant("2", "Anna", "b@x.example"))));
    }

    @Test
    void whoConnectsTwoOthersMakesThemOne() {
        assertEquals(
                1,
                Owner.people(List.of(
                        contact("1", "Anna", ""),
                        participant("2", "A. P.", "a@x.example"),
                        contact("3", "Anna", "a@x.example"))));
    }
}
