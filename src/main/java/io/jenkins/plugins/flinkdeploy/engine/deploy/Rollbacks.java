package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Ids;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rollbacks that a person asks for. Each is a deployment of its own, of an earlier revision: with lease, wait, soak and record.
 */
public final class Rollbacks {
    private final ClusterApi cluster;

    public Rollbacks(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /**
     * What is asked for.
     *
     * @param target what people call the target
     * @param settings time limits and policies; a rollback that fails is not rolled back itself
     * @param revision the revision to go back to; empty for the newest that is not what stands there
     * @param restoreFrom see {@link Order#restoreFrom()}
     * @param buildUrl the build that asks
     * @param askedBy who asks
     * @param dryRun only show what would be done
     */
    public record Request(
            String target,
            DeploySettings settings,
            Optional<Long> revision,
            Optional<String> restoreFrom,
            Optional<String> buildUrl,
            Optional<String> askedBy,
            boolean dryRun) {}

    /** The revisions of a resource, newest first. */
    public List<RevisionLine> list(ResourceId resource) {
        Optional<Manifest> live = cluster.get(resource);
        Optional<String> stands = live.flatMap(manifest -> manifest.annotation(Annotations.CONTENT_HASH));
        Optional<String> rolledBack = live.flatMap(manifest -> manifest.annotation(Annotations.ROLLED_BACK_COMMIT));
        List<RevisionLine> lines = new ArrayList<>();
        boolean currentSeen = false;
        for (Revision revision : new Revisions(cluster).of(resource)) {
            boolean current = !currentSeen && stands.equals(Optional.of(revision.contentHash()));
            currentSeen |= current;
            lines.add(RevisionLine.of(
                    revision,
                    current,
                    revision.commit().isPresent() && revision.commit().equals(rolledBack)));
        }
        return List.copyOf(lines);
    }

    /**
     * An order to go back.
     *
     * @throws UserException when there is nothing to go back to
     * @throws ClusterException when the cluster cannot be read
     */
    public Order order(ResourceId resource, Request request, Instant now) {
        List<Revision> revisions = new Revisions(cluster).of(resource);
        Optional<String> stands =
                cluster.get(resource).flatMap(manifest -> manifest.annotation(Annotations.CONTENT_HASH));
        Revision revision = request.revision().isPresent()
                ? numbered(resource, revisions, request.revision().get())
                : revisions.stream()
                        .filter(each -> !stands.equals(Optional.of(each.contentHash())))
                        .findFirst()
                        .orElseThrow(() -> new UserException(
                                "There is no earlier revision of " + resource + " to go back to.",
                                Preparing.UNTOUCHED,
                                "Revisions are written by deployments that went well."));
        return new Order(
                Ids.newId(now),
                request.target(),
                resource,
                request.settings().withRollback(RollbackPolicy.MANUAL),
                new Order.Provenance(revision.commit(), request.buildUrl(), request.askedBy()),
                request.dryRun(),
                false,
                now,
                Optional.of(revision.number()),
                request.restoreFrom());
    }

    /**
     * The orders to go back with the last deployment of everything that a cluster is: a session cluster and its jobs. What that
     * deployment did not touch is left as it is.
     *
     * @throws UserException when there is nothing to go back to, or one revision or state is meant for several resources
     */
    public List<Order> orders(List<ResourceId> resources, Request request, Instant now) {
        if (resources.size() == 1) {
            return List.of(order(resources.get(0), request, now));
        }
        if (request.revision().isPresent() || request.restoreFrom().isPresent()) {
            throw new UserException(
                    "A revision or a savepoint belongs to one resource, and the cluster has " + resources.size() + ".",
                    Preparing.UNTOUCHED,
                    "Name the job that is meant.");
        }
        List<Order> orders = new ArrayList<>();
        for (ResourceId resource : deployedLast(resources)) {
            orders.add(order(resource, request, now));
        }
        return List.copyOf(orders);
    }

    /** The resources that carry the commit of the newest deployment; one run deploys them one after another. */
    private List<ResourceId> deployedLast(List<ResourceId> resources) {
        List<Manifest> live =
                resources.stream().map(cluster::get).flatMap(Optional::stream).toList();
        Manifest newest = live.stream()
                .max(Comparator.comparing(manifest ->
                        manifest.annotation(Annotations.DEPLOYMENT_ID).orElse("")))
                .orElseThrow(() ->
                        new UserException("None of the resources exists.", Preparing.UNTOUCHED, "Deploy them first."));
        Optional<String> commit = newest.annotation(Annotations.COMMIT);
        return live.stream()
                .filter(manifest -> manifest == newest
                        || commit.isPresent()
                                && manifest.annotation(Annotations.COMMIT).equals(commit))
                .map(Manifest::id)
                .toList();
    }

    private static Revision numbered(ResourceId resource, List<Revision> revisions, long number) {
        return revisions.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new UserException(
                        resource + " has no revision " + number + ".",
                        Preparing.UNTOUCHED,
                        revisions.isEmpty()
                                ? "It has no revisions at all; they are written by deployments that went well."
                                : "Its revisions are: "
                                        + revisions.stream()
                                                .map(each -> String.valueOf(each.number()))
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    /** The resource of an earlier revision, as it will be applied by this order. */
    static Prepared prepared(Order order, List<Revision> revisions) {
        Revision revision =
                numbered(order.resource(), revisions, order.revision().orElseThrow());
        ObjectNode tree = RestorePoint.without(revision.manifest()).toTree();
        if (tree.at("/spec/job").isObject()) {
            // A revision may have been deployed while the job was stopped. Whether it runs now is another question.
            tree.withObject("/spec/job").put("state", "running");
        }
        ObjectNode annotations = tree.withObject("/metadata").withObject("/annotations");
        annotations.put(Annotations.DEPLOYMENT_ID, order.id());
        annotations.remove(List.of(Annotations.BUILD_URL, Annotations.DEPLOYED_BY));
        order.provenance().buildUrl().ifPresent(url -> annotations.put(Annotations.BUILD_URL, url));
        order.provenance().deployedBy().ifPresent(name -> annotations.put(Annotations.DEPLOYED_BY, name));
        return new Prepared(Manifest.of(tree), revision.configHash(), revision.contentHash(), Optional.empty());
    }
}
