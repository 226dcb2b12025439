package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import io.jenkins.plugins.flinkdeploy.engine.logs.LogQuery;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Which logs were asked for, as text the way people write it; null where nothing was given. */
public final class LogsParameters extends LiveParameters {
    private static final long serialVersionUID = 1L;

    /** What can be asked for alone. */
    public static final List<String> COMPONENTS = List.of("jobmanager", "taskmanager");

    private String component;
    private String since;
    private String tail;
    private String grep;
    private boolean previous;

    /** {@code jobmanager} or {@code taskmanager}; null for both. */
    public String getComponent() {
        return component;
    }

    public void setComponent(String component) {
        this.component = Util.fixEmptyAndTrim(component);
    }

    /** Only lines that are not older, for instance {@code 1h}. */
    public String getSince() {
        return since;
    }

    public void setSince(String since) {
        this.since = Util.fixEmptyAndTrim(since);
    }

    /** Only so many lines from the end of each pod's log. */
    public String getTail() {
        return tail;
    }

    public void setTail(String tail) {
        this.tail = Util.fixEmptyAndTrim(tail);
    }

    /** Only lines in which this regular expression is found. */
    public String getGrep() {
        return grep;
    }

    public void setGrep(String grep) {
        this.grep = Util.fixEmpty(grep);
    }

    /** Whether the logs of the containers before their last restart are wanted. */
    public boolean isPrevious() {
        return previous;
    }

    public void setPrevious(boolean previous) {
        this.previous = previous;
    }

    /**
     * What to ask of a cluster.
     *
     * @throws UserException when any of it cannot be read
     */
    LogQuery query(ResourceId cluster, Instant now) {
        if (component != null && !COMPONENTS.contains(component)) {
            throw new UserException(
                    "component: \"" + component + "\" is not one of " + String.join(", ", COMPONENTS) + ".",
                    "Nothing was read.",
                    "");
        }
        return new LogQuery(
                cluster.namespace(),
                cluster.name(),
                Optional.ofNullable(component),
                Optional.ofNullable(since).map(text -> now.minus(SettingTexts.duration("since", text))),
                SettingTexts.count("tail", tail),
                previous,
                Optional.ofNullable(grep).map(text -> SettingTexts.pattern("grep", text)));
    }

    @Override
    public LogsParameters map(UnaryOperator<String> expansion) {
        UnaryOperator<String> expand = nullSafe(expansion);
        LogsParameters copy = new LogsParameters();
        fill(copy, expand);
        copy.setComponent(expand.apply(component));
        copy.setSince(expand.apply(since));
        copy.setTail(expand.apply(tail));
        copy.setGrep(expand.apply(grep));
        copy.setPrevious(previous);
        return copy;
    }
}
