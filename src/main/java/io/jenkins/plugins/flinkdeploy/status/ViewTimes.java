package io.jenkins.plugins.flinkdeploy.status;

import hudson.Util;
import io.jenkins.plugins.flinkdeploy.run.PageTimes;
import java.time.Duration;
import java.time.Instant;

/** Times of a status on its page. */
final class ViewTimes {
    private ViewTimes() {}

    static String time(Instant at) {
        return PageTimes.text(at);
    }

    /** With how long ago that was. */
    static String at(Instant at, Instant now) {
        return Messages.ViewTimes_at(PageTimes.text(at), since(at, now));
    }

    static String since(Instant at, Instant now) {
        // Clocks of machines differ by a little.
        return Util.getTimeSpanString(Math.max(0, Duration.between(at, now).toMillis()));
    }
}
