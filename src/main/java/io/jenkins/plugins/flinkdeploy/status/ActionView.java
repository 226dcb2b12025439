package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.status.ActionStatus;
import java.time.Instant;

/** What a person did with a cluster, on its page. */
public final class ActionView {
    private final ActionStatus action;
    private final Instant now;

    ActionView(ActionStatus action, Instant now) {
        this.action = action;
        this.now = now;
    }

    private ActionNote note() {
        return action.note();
    }

    public String getAt() {
        return ViewTimes.at(note().at(), now);
    }

    /** {@code stop}, and so on. */
    public String getAction() {
        return ControlTexts.done(note().action());
    }

    /** Name of what it was done with. */
    public String getResource() {
        return action.resource();
    }

    public String getBy() {
        return note().by().orElse("");
    }

    public String getReason() {
        return note().reason().orElse("");
    }

    public boolean isEnded() {
        return note().doneAt().isPresent();
    }

    /** Address of the build, empty when it is not known. */
    public String getBuildUrl() {
        return note().buildUrl().flatMap(Links::safe).orElse("");
    }

    /** The build as people call it. */
    public String getBuild() {
        return Links.build(getBuildUrl());
    }
}
