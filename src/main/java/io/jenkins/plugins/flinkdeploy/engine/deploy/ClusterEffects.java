package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.WhenSuspended;
import io.jenkins.plugins.flinkdeploy.engine.health.BlueGreenReader;
import io.jenkins.plugins.flinkdeploy.engine.health.CauseDictionary;
import io.jenkins.plugins.flinkdeploy.engine.health.ResourceSeen;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.record.ActionNotes;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.ClusterSpec;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAge;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointAsked;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRecord;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRecords;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointRetention;
import io.jenkins.plugins.flinkdeploy.engine.savepoint.SavepointTrigger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Does the effects of one deployment and says how they went. Every one may be done twice. */
final class ClusterEffects {
    private final ClusterApi cluster;
    private final Preparer preparer;
    private final EvidenceCollector evidence;
    private final Clock clock;
    private final DryRuns dryRuns;
    private Optional<TargetLease> lease = Optional.empty();
    /** The revisions that are too many when this deployment writes its own, once they were read under the lock. */
    private Optional<List<String>> oldRevisions = Optional.empty();

    private Optional<ResourceWriter.Look> look = Optional.empty();

    ClusterEffects(ClusterApi cluster, Preparer preparer, EvidenceCollector evidence, Clock clock) {
        this.cluster = cluster;
        this.preparer = preparer;
        this.evidence = evidence;
        this.clock = clock;
        this.dryRuns = new DryRuns(cluster);
    }

    /** Does the first pending effect of a deployment. Never throws: what goes wrong is an answer too. */
    Input perform(Deployment deployment) {
        Effect effect = deployment.pending().get(0);
        try {
            return perform(deployment, effect);
        } catch (ClusterException e) {
            boolean passing = isPassing(deployment, e);
            String problem = describe(deployment.order().resource(), effect instanceof Effect.DryRun, e);
            return new Input.Failed(now(), problem, passing, !passing, e.retryAfter());
        } catch (NotYetException e) {
            return new Input.Failed(now(), told(effect, e), true, true);
        } catch (UserException e) {
            return new Input.Failed(now(), told(effect, e), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Input.Failed(now(), "The build of the image was interrupted.", true);
        }
    }

    /** Where nothing was applied yet, the deployment itself says what was left untouched. */
    private static String told(Effect effect, UserException e) {
        return effect instanceof Effect.Prepare
                ? e.problem() + e.remedy().map(remedy -> " " + remedy).orElse("")
                : e.getMessage();
    }

    private Input perform(Deployment deployment, Effect effect) throws InterruptedException {
        Order order = deployment.order();
        if (effect instanceof Effect.Inspect) {
            return inspect(order);
        } else if (effect instanceof Effect.Prepare) {
            return new Input.Ready(now(), restoring(order, prepare(order)));
        } else if (effect instanceof Effect.DryRun dryRun) {
            return tried(order, dryRun.manifest());
        } else if (effect instanceof Effect.Lock) {
            return locked(order);
        } else if (effect instanceof Effect.RenewLock) {
            return new Input.LockAnswered(now(), lease(order).acquire(now()));
        } else if (effect instanceof Effect.Unlock) {
            lease(order).release(now());
            return new Input.Finished(now());
        } else if (effect instanceof Effect.ReadBaseline read) {
            return baseline(order, read.desired());
        } else if (effect instanceof Effect.TriggerSavepoint trigger) {
            return savepointAsked(order, trigger);
        } else if (effect instanceof Effect.Apply apply) {
            return look.map(seen -> writer(order).writeFirst(deployment, apply.manifest(), seen))
                    .orElseGet(() -> writer(order).write(deployment, apply.manifest()));
        } else if (effect instanceof Effect.RollBack rollBack) {
            return writer(order).write(deployment, rollBack.revision().manifest());
        } else if (effect instanceof Effect.Confirm) {
            return writer(order).confirm(deployment);
        } else if (effect instanceof Effect.Diagnose diagnose) {
            return new Input.Diagnosed(
                    now(), CauseDictionary.diagnose(diagnose.finding(), evidence.collect(deployment)));
        } else if (effect instanceof Effect.NoteSavepoint note) {
            return noted(order, note);
        } else if (effect instanceof Effect.PruneSavepoints) {
            return new Input.Pruned(now(), new SavepointRetention(cluster).prune(order.resource()));
        } else if (effect instanceof Effect.Record record) {
            Revisions revisions = new Revisions(cluster);
            String uid = deployment.uid().orElse("");
            oldRevisions.ifPresentOrElse(
                    old -> revisions.write(order.resource(), uid, record.revision(), old),
                    () -> revisions.write(order.resource(), uid, record.revision()));
            return new Input.Finished(now());
        } else if (effect instanceof Effect.NoteAction action) {
            new ActionNotes(cluster).write(order.resource(), action.note());
            return new Input.Finished(now());
        } else if (effect instanceof Effect.MarkRolledBack mark) {
            ObjectNode patch = Json.object();
            patch.withObject("/metadata/annotations").put(Annotations.ROLLED_BACK_COMMIT, mark.commit());
            cluster.patch(order.resource(), patch);
            return new Input.Finished(now());
        }
        throw new IllegalStateException("No way to do " + effect);
    }

    private Input locked(Order order) {
        TargetLease.Answer answer = lease(order).request(now(), commits());
        return answer.newer()
                .<Input>map(newer -> new Input.Superseded(now(), "newer " + newer + " waits for the target, too"))
                .orElseGet(() -> new Input.LockAnswered(now(), answer.heldBy()));
    }

    private Optional<String> newer(Order order, Optional<Manifest> live) {
        boolean anyOrder =
                order.force() || order.revision().isPresent() || order.control().isPresent();
        return anyOrder ? Optional.empty() : commits().newerOn(live, order);
    }

    private CommitOrder commits() {
        return new CommitOrder(preparer.history());
    }

    private Prepared prepare(Order order) throws InterruptedException {
        if (order.control().isPresent()) {
            return controlled(order, cluster.get(order.resource()))
                    .orElseThrow()
                    .prepared();
        }
        return order.revision().isPresent()
                ? Rollbacks.prepared(order, new Revisions(cluster).of(order.resource()))
                : preparer.prepare(order);
    }

    /** Of a resource as it is: another deployment may have come between a look and the lease. */
    private Optional<Controlled> controlled(Order order, Optional<Manifest> live) {
        return order.control().map(control -> Controlled.of(order, control.action(), live, now()));
    }

    private Prepared restoring(Order order, Prepared prepared) {
        if (order.restoreFrom().isEmpty()
                || !ClusterSpec.at(prepared.manifest(), "/job").isObject()) {
            return prepared;
        }
        String path = RestorePoint.resolve(order.restoreFrom().get(), new Revisions(cluster).of(order.resource()));
        boolean exists = cluster.get(order.resource()).isPresent();
        return new Prepared(
                RestorePoint.in(prepared.manifest(), path, exists, order.id()),
                prepared.configHash(),
                prepared.contentHash(),
                prepared.image());
    }

    private Input noted(Order order, Effect.NoteSavepoint note) {
        String uid = cluster.get(order.resource())
                .flatMap(live -> live.textAt("/metadata/uid"))
                .orElse("");
        new SavepointRecords(cluster)
                .write(
                        order.resource(),
                        uid,
                        new SavepointRecord(
                                order.id(),
                                note.savepoint(),
                                note.asked().method(),
                                note.savepoint().at().orElse(now()),
                                order.provenance().deployedBy(),
                                order.provenance().buildUrl()));
        return new Input.Finished(now());
    }

    private Input savepointAsked(Order order, Effect.TriggerSavepoint trigger) {
        Map<String, String> notes = new TreeMap<>();
        order.provenance().commit().ifPresent(commit -> notes.put(Annotations.COMMIT, commit));
        order.provenance().buildUrl().ifPresent(url -> notes.put(Annotations.BUILD_URL, url));
        order.provenance().deployedBy().ifPresent(name -> notes.put(Annotations.DEPLOYED_BY, name));
        // What identifies an execution of a blue/green deployment is its colour.
        ResourceId runs = order.resource().kind().equals(BlueGreenReader.KIND)
                ? colour(order.resource(), trigger.jobId().orElse("blue"))
                : order.resource();
        SavepointAsked asked = new SavepointTrigger(cluster).ask(runs, order.id(), notes, trigger.jobId(), now());
        return new Input.SavepointAskedFor(now(), asked);
    }

    private TargetLease lease(Order order) {
        if (lease.isEmpty()) {
            lease = Optional.of(new TargetLease(cluster, order));
        }
        return lease.get();
    }

    private ResourceWriter writer(Order order) {
        return new ResourceWriter(cluster, lease(order), clock);
    }

    private Input baseline(Order order, Manifest desired) {
        Optional<Manifest> live = cluster.get(order.resource());
        Optional<String> newer = newer(order, live);
        if (newer.isPresent()) {
            return new Input.Superseded(now(), "newer " + newer.get() + " was deployed while this one waited");
        }
        look = Optional.of(writer(order).look(live));
        Optional<Controlled> controlled =
                controlled(order, live).map(found -> found.with(restoring(order, found.prepared())));
        Manifest wanted = controlled.map(found -> found.prepared().manifest()).orElse(desired);
        List<Revision> known = new Revisions(cluster).of(order.resource());
        oldRevisions = Optional.of(Revisions.beyond(known));
        Before before = BaselineReader.read(
                live, this::seen, dryRuns.under(order.settings().whenSuspended(), wanted, live), known);
        if (controlled.isEmpty() && order.settings().whenSuspended() == WhenSuspended.START) {
            live.ifPresent(found -> StoppedState.requireToStart(order, found, ResourceSeen.of(found), now()));
        }
        if (before.restartExpected() && !order.force()) {
            live.ifPresent(new SessionJobs(cluster)::requireNoneRuns);
            // Whoever controls a job says so when its state is to be lost.
            live.filter(found -> controlled.isEmpty()).ifPresent(found -> StatelessSurprise.refuse(found, desired));
        }
        return new Input.BaselineRead(
                now(),
                before,
                live.flatMap(manifest -> manifest.annotation(Annotations.ROLLED_BACK_COMMIT)),
                live.filter(found ->
                                !ClusterSpec.textAt(found, "/job/upgradeMode").equals(Optional.of("stateless")))
                        .filter(found -> !order.is(Control.Action.STOP) && !order.is(Control.Action.START))
                        .flatMap(found -> SavepointAge.warning(cluster, found, now()))
                        .map(List::of)
                        .orElse(List.of()),
                controlled);
    }

    /** What a blue/green deployment is like, its two FlinkDeployments tell. */
    private ResourceSeen seen(Manifest live) {
        if (!live.kind().equals(BlueGreenReader.KIND)) {
            return ResourceSeen.of(live);
        }
        Map<String, Manifest> children = new TreeMap<>();
        for (String colour : List.of("blue", "green")) {
            cluster.get(colour(live.id(), colour)).ifPresent(child -> children.put(child.name(), child));
        }
        return BlueGreenReader.read(live, children);
    }

    private static ResourceId colour(ResourceId resource, String colour) {
        return new ResourceId(
                resource.apiVersion(),
                "FlinkDeployment",
                resource.namespace(),
                BlueGreenReader.child(resource.name(), colour));
    }

    private Input tried(Order order, Manifest desired) {
        WhenSuspended policy = order.settings().whenSuspended();
        if (!order.dryRun()) {
            dryRuns.first(policy, desired);
            return new Input.Finished(now());
        }
        Optional<Manifest> live = cluster.get(order.resource());
        Manifest after = cluster.apply(kept(policy, desired, live), true);
        Optional<Manifest> last =
                new Revisions(cluster).of(order.resource()).stream().findFirst().map(Revision::manifest);
        return new Input.Planned(now(), Planner.compare(live, after, last, true));
    }

    private Input inspect(Order order) {
        Optional<Manifest> live = cluster.get(order.resource());
        dryRuns.inspected(live);
        // What is there needs no other proof that its kind is served and its namespace exists.
        boolean served = live.isPresent()
                || cluster.serves(
                        order.resource().apiVersion(), order.resource().kind());
        boolean namespace =
                live.isPresent() || cluster.namespaceExists(order.resource().namespace());
        return new Input.Inspected(now(), new Inspection(namespace, served, live, newer(order, live)));
    }

    /** What will be applied to a cluster that somebody suspended; as running it would conflict with whoever suspended it. */
    static Manifest kept(WhenSuspended policy, Manifest manifest, Optional<Manifest> live) {
        boolean suspended = live.map(ResourceSeen::of)
                .filter(ResourceSeen::suspendedByIntent)
                .isPresent();
        return suspended && policy == WhenSuspended.KEEP ? Preparing.withState(manifest, "suspended") : manifest;
    }

    /** Tokens are rotated: a deployment that already waits outlives a moment in which its token is the old one. */
    static boolean isPassing(Deployment deployment, ClusterException e) {
        return e.isTransient() || e.kind() == ClusterException.Kind.UNAUTHORIZED && deployment.hasApplied();
    }

    /** What the API server said, for people. */
    static String describe(ResourceId resource, boolean dryRun, ClusterException e) {
        String said = e.getMessage().endsWith(".") ? e.getMessage() : e.getMessage() + ".";
        return switch (e.kind()) {
            case UNREACHABLE -> "The API server cannot be reached (" + said + ")";
            case UNAUTHORIZED -> "The API server does not accept the credentials: " + said;
            case FORBIDDEN ->
                "The identity that deploys may not do this: " + said + " docs/rbac.md lists what it needs.";
            case CONFLICT ->
                "Another manager owns fields of " + resource + ": " + said
                        + " Remove the manual change, or take it over into the cluster file.";
            case REJECTED ->
                (dryRun
                                ? "The API server refuses the resource in a dry run: "
                                : "The API server refuses " + resource + ": ")
                        + said
                        + RestorePoint.advice(said);
            case NOT_FOUND -> said;
        };
    }

    private Instant now() {
        return clock.instant();
    }
}
