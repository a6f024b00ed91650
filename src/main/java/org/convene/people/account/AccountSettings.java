package org.convene.people.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.convene.ops.Settings;
import org.convene.people.HandOver;
import org.convene.people.account.AccountRules.Mode;
import org.convene.vendor.Vendors;

/** What configuration says of accounts, below {@code convene.people.trueconf}. */
@Singleton
public class AccountSettings {
    static final String VENDOR = "trueconf";

    private static final String MODE = "convene.people.trueconf";
    private static final String GROUPS = "convene.people.trueconf.groups";
    private static final String NEW_LOGIN = "convene.people.trueconf.on-new-login";

    private final AccountRules rules;
    private final Duration verify;
    private final int passwordLength;

    AccountSettings(Settings settings, Vendors vendors) {
        this.rules = new AccountRules(
                mode(settings.optionalText(MODE).orElse("off")),
                settings.flag("convene.people.trueconf.adopt"),
                settings.flag("convene.people.trueconf.delete"),
                replaces(settings.text(NEW_LOGIN)),
                GroupRules.of(GROUPS, settings.optionalText(GROUPS).orElse("")),
                HandOver.of(settings));
        this.verify = settings.duration("convene.people.trueconf.verify");
        this.passwordLength = settings.number("convene.people.trueconf.password-length", 12, 128);
        if (rules.mode() != Mode.OFF && vendors.vendor(VENDOR).url().isEmpty()) {
            throw Settings.wrong(
                    "convene.trueconf.url", "is empty, and " + MODE + " wants accounts there", "https://video.example");
        }
    }

    private static Mode mode(String word) {
        return switch (word) {
            case "off" -> Mode.OFF;
            case "look" -> Mode.LOOK;
            case "write" -> Mode.WRITE;
            default -> throw Settings.wrong(MODE, "is '" + word + "', and should be off, look or write", "look");
        };
    }

    private static boolean replaces(String word) {
        return switch (word) {
            case "keep" -> false;
            case "replace" -> true;
            default -> throw Settings.wrong(NEW_LOGIN, "is '" + word + "', and should be keep or replace", "keep");
        };
    }

    AccountRules rules() {
        return rules;
    }

    boolean isOff() {
        return rules.mode() == Mode.OFF;
    }

    /** How often everything is compared again though nothing changed here. */
    Duration verify() {
        return verify;
    }

    int passwordLength() {
        return passwordLength;
    }
}
