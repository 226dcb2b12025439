package io.jenkins.plugins.flinkdeploy.engine.deploy;

import java.util.Locale;
import java.util.Optional;

/**
 * What a person wants done with a job that is deployed already.
 *
 * @param reason why, in that person's words; it is written on the resource
 */
public record Control(Action action, Optional<String> reason) {
    /** What can be done. Names are part of the saved state and of the JSON report. */
    public enum Action {
        /** Have a stopped job run again, with the state in which it was stopped. */
        START,
        /** Take a savepoint, then have the operator stop the job with another one and keep it stopped. */
        STOP,
        /** Have the operator stop the job and start it again, with its state. */
        RESTART,
        /** Stop the job without a savepoint and keep it stopped. */
        CANCEL;

        /** As it is written in records: {@code start}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
