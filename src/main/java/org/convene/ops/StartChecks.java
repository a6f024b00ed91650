package org.convene.ops;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.convene.api.ApiTokens;
import org.convene.attendance.AttendanceRules;
import org.convene.calendar.Calendars;
import org.convene.check.CheckCommand;
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

    private static final List<String> DURATIONS = List.of(
            "convene.join.opens-before",
            "convene.reconcile.lease",
            "convene.reconcile.sweep",
            "convene.audit.seal",
            "convene.routes.look",
            "convene.meetings.horizon",
            "convene.meetings.stop-after",
            "convene.meetings.users-kept",
            "convene.kafka.commands-within",
            "convene.teleboss.patrol",
            "convene.trueconf.patrol",
            "convene.mx.patrol",
            "convene.phone.calls.poll",
            "convene.phone.calls.look");

    /** Below these, keys hold names that people choose; whoever reads them says what is wrong there. */
    private static final Set<String> NAMED_ONE_BY_ONE =
            Set.of("convene.api.tokens.", "convene.calendars.", "convene.terminals.", "convene.lti.platforms.");

    /** Making these reads their keys. */
    private static final List<Class<?>> READ_AT_START = List.of(
            Vendors.class,
            JoinTokens.class,
            Calendars.class,
            CallSettings.class,
            PhoneNumbers.class,
            LdapSettings.class,
            CsvSettings.class,
            IdTokens.class,
            LtiPlatforms.class);

    private final Settings settings;
    private final Config config;
    private final Instance<Object> beans;

    public StartChecks(Settings settings, Config config, @Any Instance<Object> beans) {
        this.settings = settings;
        this.config = config;
        this.beans = beans;
    }

    @Override
    public void configure(CamelContext context) {
        if (CheckCommand.isOn()) {
            return; // it wants to hear of all that is wrong, not of the first
        }
        checks().forEach(Runnable::run);
        unknownKeys()
                .forEach((key, nearest) ->
                        LOG.warn("{} is not a key of this version; the nearest one is {}", key, nearest));
    }

    /** Everything that is wrong, in one line each that begins with the key. */
    public List<String> problems() {
        return problems(checks());
    }

    /** The same as far as it can be told without any bean: when making one is what failed. */
    public static List<String> plainProblems(Settings settings) {
        return problems(plainChecks(settings));
    }

    private static List<String> problems(List<Runnable> checks) {
        List<String> problems = new ArrayList<>();
        for (Runnable check : checks) {
            try {
                check.run();
            } catch (RuntimeException failed) {
                problems.add(complaint(failed).orElseThrow(() -> failed));
            }
        }
        return problems;
    }

    /** What a failure says of configuration, however deep it is. */
    public static Optional<String> complaint(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ConfigurationException wrong) {
                return Optional.of(wrong.getMessage());
            }
        }
        return Optional.empty();
    }

    private List<Runnable> checks() {
        List<Runnable> checks = new ArrayList<>();
        READ_AT_START.forEach(bean -> checks.add(() -> beans.select(bean).get().toString()));
        checks.add(() -> beans.select(ApiTokens.class).get().check(settings));
        checks.addAll(plainChecks(settings));
        return checks;
    }

    private static List<Runnable> plainChecks(Settings settings) {
        List<Runnable> checks = new ArrayList<>();
        checks.add(() -> settings.url("convene.public-url"));
        for (String key : DURATIONS) {
            checks.add(() -> settings.duration(key));
        }
        checks.add(() -> settings.number("convene.reconcile.in-flight", 1, 10_000));
        checks.add(() -> settings.number("convene.meetings.in-flight", 1, 10_000));
        checks.add(() -> settings.flag("convene.kafka.enabled"));
        checks.add(() -> settings.number("convene.kafka.command-readers", 1, 100));
        checks.add(() -> settings.number("convene.trueconf.page-size", 1, 1000));
        checks.add(() -> apiVersion(settings, "convene.trueconf.api-version"));
        checks.add(() -> conferenceDefaults(settings));
        checks.add(() -> AttendanceRules.of(settings));
        return checks;
    }

    private static void conferenceDefaults(Settings settings) {
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
    private static void apiVersion(Settings settings, String key) {
        String version = settings.text(key);
        if (!version.matches("v3(\\.[0-9]+)?")) {
            throw Settings.wrong(key, "is '" + version + "', which is no version that Convene speaks", "v3.8");
        }
    }

    /**
     * A misspelt key would silently do nothing; keys of versions to come are no reason not to start. By key, the known one that
     * is nearest.
     */
    public Map<String, String> unknownKeys() {
        return unknownKeys(config);
    }

    public static Map<String, String> unknownKeys(Config config) {
        Set<String> known = knownKeys();
        Map<String, String> unknown = new TreeMap<>();
        for (String key : config.getPropertyNames()) {
            boolean ours = key.startsWith("convene.") && key.indexOf('.', 8) > 0;
            if (ours
                    && !known.contains(key)
                    && !key.startsWith(CheckCommand.MODE)
                    && NAMED_ONE_BY_ONE.stream().noneMatch(key::startsWith)
                    && !isVariant(key, known)) {
                unknown.put(key, nearest(key, known));
            }
        }
        return unknown;
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
