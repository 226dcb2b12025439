package io.jenkins.plugins.flinkdeploy.engine.drift;

import io.jenkins.plugins.flinkdeploy.engine.deploy.CommitHistory;
import io.jenkins.plugins.flinkdeploy.engine.kube.AppliedFields;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNote;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNotes;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Change;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares what is declared, what was applied and what is there. Changes nothing. */
public final class DriftReader {
    private static final String STATE = "spec.job.state";
    private static final String UPGRADE_MODE = "spec.job.upgradeMode";

    private final ClusterApi cluster;
    private final Optional<String> head;
    private final CommitHistory history;

    /**
     * @param head the commit that the file was read from
     * @param history of its repository
     */
    public DriftReader(ClusterApi cluster, Optional<String> head, CommitHistory history) {
        this.cluster = cluster;
        this.head = head;
        this.history = history;
    }

    /**
     * Compares one resource.
     *
     * @param declared as the file has it now
     * @param changed of a cluster whose image is built from the repository: whether what it is built from changed since a commit; empty for
     *     one whose image has a name
     * @throws ClusterException when the cluster cannot be read
     */
    public ResourceDrift of(RenderedResource declared, Optional<Predicate<String>> changed) {
        Optional<Manifest> found = cluster.get(declared.manifest().id());
        if (found.isEmpty()) {
            return ResourceDrift.missing(declared.manifest().id());
        }
        Manifest live = found.get();
        List<String> notes = new ArrayList<>();
        FieldOwners owners = new FieldOwners(live);
        return new ResourceDrift(
                live.id(),
                false,
                stopped(declared.manifest(), live, owners),
                edits(live, owners, notes),
                behind(declared, live, changed, notes),
                notes);
    }

    private static Optional<String> stopped(Manifest declared, Manifest live, FieldOwners owners) {
        if (!isSuspended(live) || isSuspended(declared)) {
            return Optional.empty();
        }
        Optional<ActionNote> action = ActionNotes.of(live).stream()
                .filter(note -> note.action().equals("stop") || note.action().equals("cancel"))
                .findFirst();
        Optional<FieldOwners.Owner> owner = owners.of(STATE).filter(each -> !each.isFlinkDeploy());
        if (owner.isPresent()) {
            return Optional.of("by " + owner.get().name()
                    + owner.get().at().map(at -> " at " + at).orElse(""));
        }
        return Optional.of(
                action.map(note -> note.by().map(who -> "by " + who + " ").orElse("") + "at " + note.at()
                                + note.reason().map(why -> ": " + why).orElse(""))
                        .orElse("nobody knows by whom"));
    }

    private static boolean isSuspended(Manifest manifest) {
        return ClusterSpec.textAt(manifest, "/job/state")
                .filter("suspended"::equals)
                .isPresent();
    }

    private List<Edit> edits(Manifest live, FieldOwners owners, List<String> notes) {
        Optional<String> deployment = live.annotation(Annotations.DEPLOYMENT_ID);
        Optional<Manifest> recorded = new Revisions(cluster)
                .of(live.id()).stream()
                        .filter(revision -> deployment.equals(Optional.of(revision.deploymentId())))
                        .findFirst()
                        .map(Revision::manifest);
        if (recorded.isEmpty()) {
            notes.add("There is no record of what was applied last, so fields that were removed since are not seen.");
        }
        boolean byUs = live.annotation(Annotations.UPGRADE_MODE).isPresent();
        List<Edit> edits = new ArrayList<>();
        for (Change change : Comparison.edits(recorded.orElseGet(() -> AppliedFields.of(live)), live)) {
            String path = change.resourcePath();
            // Stopping is told by itself, and comes with another way to carry state over.
            boolean ofTheStop = path.equals(STATE) || path.equals(UPGRADE_MODE) && byUs;
            Optional<FieldOwners.Owner> owner = owners.of(path);
            // Savepoints, restarts and stops write beside what was applied.
            boolean ours = owner.filter(FieldOwners.Owner::isFlinkDeploy).isPresent();
            if (!ofTheStop && !ours) {
                edits.add(edit(change, owner.filter(each -> change.to().isPresent())));
            }
        }
        return edits;
    }

    private static Edit edit(Change change, Optional<FieldOwners.Owner> owner) {
        return new Edit(
                change.path(),
                change.from(),
                change.to(),
                owner.map(FieldOwners.Owner::name),
                owner.flatMap(FieldOwners.Owner::at),
                change.impact().words());
    }

    private Optional<String> behind(
            RenderedResource declared, Manifest live, Optional<Predicate<String>> changed, List<String> notes) {
        Optional<String> deployed = live.annotation(Annotations.COMMIT);
        if (deployed.isEmpty() || head.isEmpty() || deployed.equals(head)) {
            if (deployed.isEmpty()) {
                notes.add("It was not deployed from a commit.");
            }
            return Optional.empty();
        }
        String shown = Text.commit(deployed.get());
        Optional<CommitHistory.Relation> relation = history.relation(deployed.get(), head.get());
        if (relation.filter(CommitHistory.Relation.OLDER::equals).isEmpty()) {
            notes.add("It was deployed from " + shown + ", which is "
                    + (relation.isEmpty()
                            ? "not in the history of this checkout."
                            : relation.get() == CommitHistory.Relation.NEWER
                                    ? "newer than this checkout."
                                    : "on another branch."));
            return Optional.empty();
        }
        // Until it is built, nobody knows the image, so the whole is compared only where the image has a name.
        boolean differs = changed.map(since -> since.test(deployed.get()))
                .orElseGet(() -> live.annotation(Annotations.CONTENT_HASH)
                        .filter(declared.contentHash()::equals)
                        .isEmpty());
        if (!differs) {
            return Optional.empty();
        }
        boolean wentBack = live.annotation(Annotations.ROLLED_BACK_COMMIT).equals(head);
        return Optional.of("It runs " + shown + ", and the repository is at " + Text.commit(head.get())
                + (wentBack ? ", which was rolled back." : "."));
    }
}
