package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTrigger;
import java.util.List;
import java.util.stream.Collectors;

/** The state from which a job is to be started, instead of the one that it has. */
final class RestorePoint {
    private static final String PATH = "initialSavepointPath";
    private static final String NONCE = "savepointRedeployNonce";

    private RestorePoint() {}

    /**
     * The path that is meant.
     *
     * @param from a path, or the number of a revision
     * @param revisions revisions of the resource, newest first
     * @throws UserException when there is no such revision, or it has no savepoint
     */
    static String resolve(String from, List<Revision> revisions) {
        if (!from.matches("\\d+")) {
            if (!from.contains(":/") && !from.startsWith("/")) {
                throw new UserException(
                        "'" + from + "' is neither the path of a savepoint nor the number of a revision.",
                        Preparing.UNTOUCHED,
                        "Write a path with its scheme (s3://bucket/savepoints/savepoint-…), or a number that rollback --list shows.");
            }
            return from;
        }
        long number = Long.parseLong(from);
        Revision revision = revisions.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "There is no revision " + number + ".", Preparing.UNTOUCHED, known(revisions)));
        return revision.savepoint()
                .orElseThrow(() -> new UserException(
                        "Revision " + number + " has no savepoint.", Preparing.UNTOUCHED, known(revisions)));
    }

    private static String known(List<Revision> revisions) {
        String with = revisions.stream()
                .filter(revision -> revision.savepoint().isPresent())
                .map(revision -> String.valueOf(revision.number()))
                .collect(Collectors.joining(", "));
        return with.isEmpty()
                ? "No revision has a savepoint; name a path."
                : "Revisions with a savepoint: " + with + ".";
    }

    /**
     * The manifest that starts from a path.
     *
     * @param again whether the resource exists, so that the operator must be told to start the job again
     */
    static Manifest in(Manifest manifest, String path, boolean again, String deploymentId) {
        ObjectNode tree = manifest.toTree();
        ObjectNode job = ClusterSpec.object(tree, "/job").put(PATH, path);
        if (again) {
            job.put(NONCE, SavepointTrigger.nonce(deploymentId));
        }
        return Manifest.of(tree);
    }

    /** What to do about an operator that does not know how to start a running job from a named state (before 1.8). */
    static String advice(String refusal) {
        return refusal.contains(NONCE)
                ? " The operator on the target is too old to start a job again from a named savepoint. Delete the resource (its"
                        + " savepoints stay) and deploy again with the same savepoint: a first deployment can start from one."
                : "";
    }

    /** Whether a manifest makes the operator start the job from a named state, instead of the one that it has. */
    static boolean isIn(Manifest manifest) {
        return ClusterSpec.textAt(manifest, "/job/" + PATH).isPresent()
                && ClusterSpec.textAt(manifest, "/job/" + NONCE).isPresent();
    }

    /** What tells one start of the same content from a named state from another. */
    static String mark(Manifest manifest) {
        return ClusterSpec.textAt(manifest, "/job/" + NONCE)
                .map(nonce -> "/" + nonce)
                .orElse("");
    }

    /** The manifest without it: applied again later, it would throw away what was processed since. */
    static Manifest without(Manifest manifest) {
        if (!ClusterSpec.at(manifest, "/job").has(NONCE)) {
            return manifest;
        }
        ObjectNode tree = manifest.toTree();
        ClusterSpec.object(tree, "/job").remove(List.of(PATH, NONCE));
        return Manifest.of(tree);
    }
}
