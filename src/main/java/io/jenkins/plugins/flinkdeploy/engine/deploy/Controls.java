package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.DeploySettings;
import io.jenkins.plugins.flinkdeploy.engine.definition.RollbackPolicy;
import io.jenkins.plugins.flinkdeploy.engine.definition.WhenSuspended;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.health.Role;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Ids;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts, stops, restarts and cancels. Each is carried out as a deployment of what is deployed already with one field changed: with
 * lease, wait, and for those that end with a running job, soak.
 */
public final class Controls {
    private final ClusterApi cluster;

    public Controls(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /**
     * What is asked for.
     *
     * @param target what people call the target
     * @param settings time limits
     * @param restoreFrom for a start: see {@link Order#restoreFrom()}
     * @param force for a start: also when the job then begins empty
     * @param buildUrl the build that asks
     * @param askedBy who asks
     * @param dryRun only show what would be done
     */
    public record Request(
            String target,
            Control control,
            DeploySettings settings,
            Optional<String> restoreFrom,
            boolean force,
            Optional<String> buildUrl,
            Optional<String> askedBy,
            boolean dryRun) {}

    /**
     * The orders for everything with a job that a resource is: itself, or the jobs of a session cluster, which are independent of
     * each other. A restart of a session cluster that runs no job restarts the cluster itself.
     *
     * @throws UserException when the resource does not exist, or has no job, or one state is meant for several jobs
     * @throws ClusterException when the cluster cannot be read
     */
    public List<Order> orders(ResourceId resource, Request request, Instant now) {
        List<ResourceId> jobs = jobs(resource, request.control().action());
        if (jobs.size() > 1 && request.restoreFrom().isPresent()) {
            throw new UserException(
                    "A savepoint belongs to one job, and " + resource + " has " + jobs.size() + ".",
                    Preparing.UNTOUCHED,
                    "Name the job that is meant.");
        }
        return jobs.stream().map(job -> order(job, resource, request, now)).toList();
    }

    private List<ResourceId> jobs(ResourceId resource, Control.Action action) {
        Manifest live = cluster.get(resource)
                .orElseThrow(() -> new UserException(
                        resource + " does not exist.",
                        Preparing.UNTOUCHED,
                        "Deploy it first, or correct name and namespace."));
        if (ResourceSeen.of(live).role() != Role.SESSION_CLUSTER) {
            return List.of(resource);
        }
        List<Manifest> jobs = new SessionJobs(cluster).of(live);
        if (action == Control.Action.RESTART) {
            List<ResourceId> running = jobs.stream()
                    .filter(job -> !ResourceSeen.of(job).suspendedByIntent())
                    .map(Manifest::id)
                    .toList();
            return running.isEmpty() ? List.of(resource) : running;
        }
        if (jobs.isEmpty()) {
            throw new UserException("The session cluster " + resource + " has no jobs.", Preparing.UNTOUCHED, "");
        }
        return jobs.stream().map(Manifest::id).toList();
    }

    private static Order order(ResourceId job, ResourceId asked, Request request, Instant now) {
        return new Order(
                Ids.newId(now),
                job.equals(asked) ? request.target() : request.target() + " " + job.name(),
                job,
                request.settings().withRollback(RollbackPolicy.MANUAL).withWhenSuspended(WhenSuspended.START),
                new Order.Provenance(Optional.empty(), request.buildUrl(), request.askedBy()),
                request.dryRun(),
                request.force(),
                now,
                Optional.empty(),
                request.restoreFrom(),
                false,
                Optional.of(request.control()));
    }
}
