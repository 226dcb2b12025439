package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.drift.Edit;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import java.io.Serializable;
import java.time.Instant;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A field of a {@link DriftedResource} that is not as it was applied. Absent values are null. */
public final class DriftedField implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String applied;
    private final String live;
    private final String manager;
    private final String time;
    private final String effect;

    DriftedField(Edit edit) {
        field = edit.path();
        applied = edit.applied().map(Secrets::masked).orElse(null);
        live = edit.live().map(Secrets::masked).orElse(null);
        manager = edit.by().orElse(null);
        time = edit.at().map(Instant::toString).orElse(null);
        effect = edit.effect();
    }

    /** The field in the words of the cluster file. */
    @Whitelisted
    public String getField() {
        return field;
    }

    /** As it was applied; null where somebody added it, or that is not known. */
    @CheckForNull
    @Whitelisted
    public String getApplied() {
        return applied;
    }

    /** As it is; null where somebody removed it. */
    @CheckForNull
    @Whitelisted
    public String getLive() {
        return live;
    }

    /** The field manager that the API server names: {@code kubectl-edit}; null for a field that is gone. */
    @CheckForNull
    @Whitelisted
    public String getManager() {
        return manager;
    }

    /** When that last wrote to the resource: {@code 2026-05-02T08:10:41Z}. */
    @CheckForNull
    @Whitelisted
    public String getTime() {
        return time;
    }

    /** What the change does to what runs. */
    @Whitelisted
    public String getEffect() {
        return effect;
    }

    @Override
    public String toString() {
        return field + ": " + applied + " -> " + live;
    }
}
