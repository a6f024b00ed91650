package org.convene.phone.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the numbers of a phone system mean. */
class PhoneNumbersTest {
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final List<String> COUNTRIES =
            List.of("RU", "KZ", "BY", "DE", "FR", "GB", "US", "IT", "ES", "TR", "IN", "BR");
    private static final int OF_EACH = 84;

    private static PhoneNumbers in(String region) {
        return new PhoneNumbers(Optional.of(region));
    }

    private static Optional<String> e164(PhoneNumber number) {
        return number instanceof PhoneNumber.Full full ? Optional.of(full.e164()) : Optional.empty();
    }

    /** Valid numbers of a country, fixed and mobile. */
    private static List<Phonenumber.PhoneNumber> numbers(String country) {
        List<Phonenumber.PhoneNumber> numbers = new ArrayList<>();
        for (PhoneNumberType type : List.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)) {
            Phonenumber.PhoneNumber example = LIBRARY.getExampleNumberForType(country, type);
            int most = numbers.size() + OF_EACH / 2;
            for (int step = 0; step < 20_000 && numbers.size() < most; step++) {
                Phonenumber.PhoneNumber other = new Phonenumber.PhoneNumber()
                        .mergeFrom(example)
                        .setNationalNumber(example.getNationalNumber() + step * 37L);
                if (LIBRARY.isValidNumberForRegion(other, country)) {
                    numbers.add(other);
                }
            }
        }
        return numbers;
    }

    @Test
    void aThousandNumbersOfTwelveCountriesAreReadInEveryWayTheyAreWrittenOrNotAtAll() {
        int read = 0;
        int national = 0;
        for (String country : COUNTRIES) {
            List<Phonenumber.PhoneNumber> numbers = numbers(country);
            assertEquals(OF_EACH, numbers.size(), country);
            PhoneNumbers at = in(country);
            for (Phonenumber.PhoneNumber number : numbers) {
                String e164 = LIBRARY.format(number, PhoneNumberFormat.E164);
                Optional<String> same = Optional.of(e164);
                assertEquals(same, e164(at.read(e164)));
                assertEquals(same, e164(at.read(LIBRARY.format(number, PhoneNumberFormat.INTERNATIONAL))));
                assertEquals(same, e164(new PhoneNumbers(Optional.empty()).read(e164)));
                for (String elsewhere : COUNTRIES) {
                    Optional<String> plain = e164(in(elsewhere).read(e164.substring(1)));
                    assertTrue(plain.isEmpty() || plain.equals(same), () -> e164 + " in " + elsewhere + ": " + plain);
                }
                Optional<String> asAtHome = e164(at.read(LIBRARY.format(number, PhoneNumberFormat.NATIONAL)));
                assertTrue(asAtHome.isEmpty() || asAtHome.equals(same), () -> e164 + " at home: " + asAtHome);
                national += asAtHome.isPresent() ? 1 : 0;
                read++;
            }
        }
        assertEquals(1008, read);
        assertTrue(national > read * 3 / 4, "only " + national + " of " + read + " are read as at home");
    }

    @ParameterizedTest
    @CsvSource({
        "79031744445, +79031744445",
        "+74992549993, +74992549993",
        "8 (903) 174-44-45, +79031744445",
        "9031744445, +79031744445",
        "15125550136, +15125550136",
        "sip:+79031744445@proxy.example, +79031744445"
    })
    void aNumberOfThePublicNetworkIsWrittenInFull(String told, String e164) {
        assertEquals(Optional.of(e164), e164(in("RU").read(told)));
        assertEquals(told, in("RU").read(told).raw());
    }

    @ParameterizedTest
    @CsvSource({
        "3095, 3095, ''",
        "*86, *86, ''",
        "112, 112, ''",
        "voicemail.3095, 3095, voicemail",
        "123456, 123456, ''"
    })
    void aShortNumberIsAnExtension(String told, String extension, String service) {
        assertEquals(new PhoneNumber.Extension(told, extension, service), in("RU").read(told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "anonymous", "+", "+7", "1-800-FLOWERS", "4992549993", "00000000000", "99999999999999999999"
            })
    void whatCanBeReadInTwoWaysOrInNoneIsNotGuessed(String told) {
        assertInstanceOf(PhoneNumber.Unclear.class, in("RU").read(told));
    }

    @Test
    void withoutARegionOnlyNumbersWithAPlusAreKnown() {
        PhoneNumbers anywhere = new PhoneNumbers(Optional.empty());
        assertEquals(Optional.of("+79031744445"), e164(anywhere.read("+79031744445")));
        assertInstanceOf(PhoneNumber.Unclear.class, anywhere.read("79031744445"));
    }

    @Test
    void aRegionThatDoesNotExistStopsTheStart() {
        assertThrows(ConfigurationException.class, () -> in("XX"));
    }

    @Property
    void whateverIsToldIsReadAndKept(@ForAll @StringLength(max = 80) String told) {
        assertEquals(told.strip(), in("RU").read(told).raw());
    }
}
