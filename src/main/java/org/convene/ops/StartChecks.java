package org.convene.ops;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.convene.api.ApiTokens;
import org.convene.attendance.AttendanceRules;
import org.convene.calendar.Calendars;
import org.convene.join.JoinTokens;
import org.convene.lti.IdTokens;
import org.convene.lti.LtiPlatforms;
import org.convene.people.csv.CsvSettings;
import org.convene.people.ldap.LdapSettings;
import org.convene.phone.call.CallSettings;
import org.convene.phone.number.PhoneNumbers;
import org.convene.vendor.Vendors;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before any route starts: what configuration says must be usable, and nobody beyond this machine may reach a hub without
 * tokens. Asking for the beans reads their keys; the first that is wrong stops the start with one line.
 */
@Singleton
public class StartChecks implements CamelContextCustomizer {
    private static final Logger LOG = LoggerFactory.getLogger(StartChecks.class);

    /** Below these, keys hold names that people choose; whoever reads them says what is wrong there. */
    private static final Set<String> NAMED_ONE_BY_ONE =
            Set.of("convene.api.tokens.", "convene.calendars.", "convene.terminals.", "convene.lti.platforms.");

    private final Settings settings;
    private final Config config;
    private final ApiTokens tokens;

    public StartChecks(
            Settings settings,
            Config config,
            ApiTokens tokens,
            Vendors ignoredButRead,
            JoinTokens ignoredToo,
            Calendars andThese,
            CallSettings andHowCallsAreRead,
            PhoneNumbers andTheirNumbers,
            LdapSettings andADirectory,
            CsvSettings andFilesOfPeople,
            IdTokens andHowLearningPlatformsAreBelieved,
            LtiPlatforms andWhichThereAre) {
        this.settings = settings;
        this.config = config;
        this.tokens = tokens;
    }

    @Override
    public void configure(CamelContext context) {
        tokens.check(settings);
        settings.url("convene.public-url");
        settings.duration("convene.join.opens-before");
        settings.duration("convene.reconcile.lease");
        settings.duration("convene.reconcile.sweep");
        settings.number("convene.reconcile.in-flight", 1, 10_000);
        settings.duration("convene.meetings.horizon");
        settings.duration("convene.meetings.stop-after");
        settings.duration("convene.meetings.users-kept");
        settings.number("convene.meetings.in-flight", 1, 10_000);
        settings.flag("convene.kafka.enabled");
        settings.number("convene.kafka.command-readers", 1, 100);
        settings.duration("convene.kafka.commands-within");
        settings.duration("convene.teleboss.patrol");
        settings.duration("convene.trueconf.patrol");
        settings.number("convene.trueconf.page-size", 1, 1000);
        settings.duration("convene.mx.patrol");
        settings.duration("convene.phone.calls.poll");
        settings.duration("convene.phone.calls.look");
        apiVersion("convene.trueconf.api-version");
        conferenceDefaults();
        AttendanceRules.of(settings);
        nameUnknownKeys();
    }

    private void conferenceDefaults() {
        settings.number("convene.trueconf.room.type", 0, 3);
        settings.number("convene.trueconf.room.vad-selector", 0, 1);
        settings.number("convene.trueconf.room.auto-invite", 0, 2);
        settings.flag("convene.trueconf.room.allow-guests");
        settings.flag("convene.trueconf.room.recording");
        for (String limit : new String[] {"max-participants", "max-podiums"}) {
            String key = "convene.trueconf.room." + limit;
            settings.optionalText(key).ifPresent(ignored -> settings.number(key, 1, 100_000));
        }
    }

    /** Versions 3.x of the API of TrueConf Server differ in what they answer, 4 in what it wants to hear. */
    private void apiVersion(String key) {
        String version = settings.text(key);
        if (!version.matches("v3(\\.[0-9]+)?")) {
            throw Settings.wrong(key, "is '" + version + "', which is no version that Convene speaks", "v3.8");
        }
    }

    /** A misspelt key would silently do nothing; keys of versions to come are no reason not to start. */
    private void nameUnknownKeys() {
        Set<String> known = knownKeys();
        for (String key : config.getPropertyNames()) {
            boolean ours = key.startsWith("convene.") && key.indexOf('.', 8) > 0;
            if (ours
                    && !known.contains(key)
                    && NAMED_ONE_BY_ONE.stream().noneMatch(key::startsWith)
                    && !isVariant(key, known)) {
                LOG.warn("{} is not a key of this version; the nearest one is {}", key, nearest(key, known));
            }
        }
    }

    /** Environment variables cannot say dashes: CONVENE_JOIN_OPENS_BEFORE is also heard as convene.join.opens.before. */
    private static boolean isVariant(String key, Set<String> known) {
        String plain = key.replace('-', '.');
        return known.stream().anyMatch(name -> name.replace('-', '.').equals(plain));
    }

    private static String nearest(String key, Set<String> known) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparing(name -> distance.apply(name, key)))
                .orElse("none");
    }

    private static Set<String> knownKeys() {
        Properties defaults = new Properties();
        try (InputStream file = StartChecks.class.getResourceAsStream("/application.properties")) {
            defaults.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Set<String> keys = new TreeSet<>();
        defaults.stringPropertyNames().forEach(name -> keys.add(name.replaceFirst("^%[a-z]+\\.", "")));
        return keys;
    }
}
