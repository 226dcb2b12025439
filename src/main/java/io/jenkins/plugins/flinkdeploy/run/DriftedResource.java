package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flinkdeploy.engine.drift.ResourceDrift;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Secrets;
import java.io.Serializable;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** One resource of a {@link DriftResult}. Absent values are null. */
public final class DriftedResource implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String namespace;
    private final String name;
    private final boolean drifted;
    private final boolean missing;
    private final String stopped;
    private final String behind;
    private final List<DriftedField> edits;
    private final List<String> notes;

    DriftedResource(ResourceDrift drift) {
        kind = drift.resource().kind();
        namespace = drift.resource().namespace();
        name = drift.resource().name();
        drifted = drift.drifted();
        missing = drift.missing();
        stopped = drift.stopped().map(Secrets::masked).orElse(null);
        behind = drift.behind().orElse(null);
        edits = drift.edits().stream().map(DriftedField::new).toList();
        notes = drift.notes();
    }

    /** {@code FlinkDeployment}, {@code FlinkSessionJob} or {@code FlinkBlueGreenDeployment}. */
    @Whitelisted
    public String getKind() {
        return kind;
    }

    @Whitelisted
    public String getNamespace() {
        return namespace;
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    /** Whether anything of the following is so. */
    @Whitelisted
    public boolean isDrifted() {
        return drifted;
    }

    /** Whether it is not there. */
    @Whitelisted
    public boolean isMissing() {
        return missing;
    }

    /** That somebody stopped it: who, when and why; null when nobody did. */
    @CheckForNull
    @Whitelisted
    public String getStopped() {
        return stopped;
    }

    /** That it runs an earlier commit than the repository has, a sentence with both; null when it does not. */
    @CheckForNull
    @Whitelisted
    public String getBehind() {
        return behind;
    }

    /** Fields that somebody changed. */
    @Whitelisted
    public List<DriftedField> getEdits() {
        return edits;
    }

    /** What cannot be told, whole sentences. */
    @Whitelisted
    public List<String> getNotes() {
        return notes;
    }

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name + ": " + (drifted ? "drifted" : "in sync");
    }
}
