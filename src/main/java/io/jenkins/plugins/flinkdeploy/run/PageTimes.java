package io.jenkins.plugins.flinkdeploy.run;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.jvnet.localizer.LocaleProvider;

/** Times on pages, in the language of who reads them and the time zone of the controller. */
public final class PageTimes {
    private PageTimes() {}

    /** Date and time. */
    public static String text(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(LocaleProvider.getLocale())
                .withZone(ZoneId.systemDefault())
                .format(time);
    }
}
