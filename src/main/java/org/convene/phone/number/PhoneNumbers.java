package org.convene.phone.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convene.ops.Settings;

/**
 * Reads the numbers that a phone system shows. It tells international ones without their plus, so a number is read as one of
 * the region and as an international one; where both make sense and differ, neither is believed: a wrong person is worse
 * than none.
 */
@Singleton
public class PhoneNumbers {
    private static final String KEY = "convene.phone.region";
    private static final int LONGEST = 60;
    /** Shorter than any number that can be dialled from abroad. */
    private static final Pattern SHORT = Pattern.compile("[0-9]{1,5}|[*#][0-9*#]{1,14}");
    /** As some have, where no number of the region is meant. */
    private static final Pattern LONGER_EXTENSION = Pattern.compile("[0-9]{6}");

    private static final Pattern SERVICE = Pattern.compile("([A-Za-z][A-Za-z0-9_-]{0,30})\\.([0-9*#]{1,15})");
    private static final Pattern SIP = Pattern.compile("(?:sips?|tel):([^@;?]+).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9 ()/.\\u00A0\\u2010-\\u2013-]+");

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final Optional<String> region;

    @Inject
    public PhoneNumbers(Settings settings) {
        this(settings.optionalText(KEY).map(text -> text.toUpperCase(Locale.ROOT)));
    }

    /** @param region whose numbers are meant that name no country (ISO 3166), or none */
    public PhoneNumbers(Optional<String> region) {
        this.region = region;
        region.filter(name -> !library.getSupportedRegions().contains(name)).ifPresent(unknown -> {
            throw Settings.wrong(KEY, "is '" + unknown + "', which is no region with telephone numbers", "RU");
        });
    }

    public PhoneNumber read(String told) {
        String raw = told == null ? "" : told.strip();
        Matcher sip = SIP.matcher(raw);
        String text = sip.matches() ? sip.group(1) : raw;
        if (text.isEmpty() || text.length() > LONGEST) {
            return new PhoneNumber.Unclear(raw);
        }
        Matcher service = SERVICE.matcher(text);
        if (service.matches()) {
            return new PhoneNumber.Extension(
                    raw, service.group(2), service.group(1).toLowerCase(Locale.ROOT));
        }
        if (SHORT.matcher(text).matches()) {
            return new PhoneNumber.Extension(raw, text, "");
        }
        Optional<String> full = NUMBER.matcher(text).matches() ? full(text) : Optional.empty();
        if (full.isPresent()) {
            return new PhoneNumber.Full(raw, full.get());
        }
        return LONGER_EXTENSION.matcher(text).matches()
                ? new PhoneNumber.Extension(raw, text, "")
                : new PhoneNumber.Unclear(raw);
    }

    private Optional<String> full(String text) {
        if (text.startsWith("+")) {
            return valid(text, null);
        }
        if (region.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> ofTheRegion = valid(text, region.get());
        Optional<String> international = valid("+" + text, null);
        if (ofTheRegion.isPresent() && international.isPresent() && !ofTheRegion.equals(international)) {
            return Optional.empty();
        }
        return ofTheRegion.or(() -> international);
    }

    private Optional<String> valid(String text, String inRegion) {
        try {
            var number = library.parse(text, inRegion);
            return library.isValidNumber(number)
                    ? Optional.of(library.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException noNumber) {
            return Optional.empty();
        }
    }
}
