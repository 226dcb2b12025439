package io.jenkins.plugins.flinkdeploy.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.WhenSuspended;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.record.Revision;
import io.jenkins.plugins.flinkdeploy.engine.record.Revisions;
import io.jenkins.plugins.flinkdeploy.engine.resource.Annotations;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Comparison;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Plan;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.ResourcePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans a deployment: reads the cluster and, where the identity may, asks the API server for a dry run. Changes nothing, takes no
 * lock, builds nothing.
 */
public final class Planner {
    private static final String NUMBER = "/spec/restartNonce";

    private final ClusterApi cluster;

    /** How a resource is going to be deployed, as far as it matters to a plan. */
    public record Intent(boolean imageToBuild, WhenSuspended whenSuspended) {
        /** The image is there already, and a suspended job stays so. */
        public static final Intent PLAIN = new Intent(false, WhenSuspended.KEEP);

        public static Intent of(ClusterDefinition definition) {
            return new Intent(definition.needsImageBuild(), definition.deploy().whenSuspended());
        }
    }

    public Planner(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /**
     * Plans resources whose images exist.
     *
     * @throws UserException when the cluster cannot be read, or has no such namespace or kind
     */
    public static Plan plan(ClusterApi cluster, List<RenderedResource> rendered) {
        Planner planner = new Planner(cluster);
        List<ResourcePlan> plans = new ArrayList<>();
        rendered.forEach(each -> plans.add(planner.plan(each, Intent.PLAIN)));
        return Plan.of(plans);
    }

    /**
     * Plans one resource. What the API server or the operator would refuse is a part of the plan, not an exception.
     *
     * @throws UserException when the cluster cannot be read, or has no such namespace or kind
     */
    public ResourcePlan plan(RenderedResource rendered, Intent intent) {
        ResourceId id = rendered.manifest().id();
        try {
            TargetChecks.problem(
                            id, cluster.namespaceExists(id.namespace()), cluster.serves(id.apiVersion(), id.kind()))
                    .ifPresent(problem -> {
                        throw new UserException(problem, Preparing.UNTOUCHED, "");
                    });
            Optional<Manifest> live = cluster.get(id);
            return plan(rendered, live, ClusterEffects.kept(intent.whenSuspended(), rendered.manifest(), live), intent);
        } catch (ClusterException e) {
            throw new UserException(ClusterEffects.describe(id, true, e), Preparing.UNTOUCHED, "", e);
        }
    }

    private ResourcePlan plan(RenderedResource rendered, Optional<Manifest> live, Manifest desired, Intent intent) {
        try {
            Manifest after = cluster.apply(desired, true);
            ResourcePlan plan = compare(live, after, lastApplied(desired.id()), intent.imageToBuild());
            return willBeLeft(rendered, live, plan)
                    ? plan.withWarning(
                            "Image and configuration are what was deployed last, so a deployment leaves the job"
                                    + " as it is while it is healthy. With force it is applied again.")
                    : plan;
        } catch (ClusterException e) {
            if (e.kind() == ClusterException.Kind.FORBIDDEN) {
                return unasked(desired, live, intent);
            }
            if (e.kind() != ClusterException.Kind.CONFLICT && e.kind() != ClusterException.Kind.REJECTED) {
                throw e;
            }
            return compare(live, desired, Optional.empty(), intent.imageToBuild())
                    .withRefusal(ClusterEffects.describe(desired.id(), true, e));
        }
    }

    /** A dry run takes the rights of an apply. Who may only read gets a plan all the same. */
    private ResourcePlan unasked(Manifest desired, Optional<Manifest> live, Intent intent) {
        Optional<Manifest> last = lastApplied(desired.id());
        Manifest after =
                live.map(manifest -> LikelyApply.to(manifest, desired, last)).orElse(desired);
        return compare(live, after, last, intent.imageToBuild())
                .withWarning("The identity may not write, so the API server was not asked whether it would take the"
                        + " resource.");
    }

    private Optional<Manifest> lastApplied(ResourceId resource) {
        try {
            return new Revisions(cluster).of(resource).stream().findFirst().map(Revision::manifest);
        } catch (ClusterException e) {
            if (e.kind() == ClusterException.Kind.FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Compares what is there with what a dry run has answered.
     *
     * @param imageToBuild whether an image that is known by its tag only may be one that is still to be built
     */
    static ResourcePlan compare(
            Optional<Manifest> live, Manifest after, Optional<Manifest> lastApplied, boolean imageToBuild) {
        if (live.isEmpty() || !imageToBuild || !isYetToBeBuilt(live.get(), after)) {
            return Comparison.of(live, after, lastApplied);
        }
        // The same commit gives the same image.
        Optional<String> commit = live.get().annotation(Annotations.COMMIT);
        return commit.isPresent() && commit.equals(after.annotation(Annotations.COMMIT))
                ? Comparison.of(live, withImageOf(live.get(), after), lastApplied)
                : Comparison.of(live, after, lastApplied).withImageToBeBuilt();
    }

    /**
     * What was built is deployed by its digest; before the build only its repository and tag are known. A job on a session cluster
     * carries a number that stands for the image.
     */
    private static boolean isYetToBeBuilt(Manifest live, Manifest after) {
        if (after.kind().equals("FlinkSessionJob")) {
            return !live.at(NUMBER).isMissingNode() && !after.at(NUMBER).isMissingNode();
        }
        return image(live).contains("@")
                && !image(after).contains("@")
                && repository(image(live)).equals(repository(image(after)));
    }

    private static String image(Manifest manifest) {
        return manifest.textAt("/spec/image")
                .or(() -> manifest.textAt("/spec/template/spec/image"))
                .orElse("");
    }

    private static String repository(String image) {
        String withoutDigest = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int tag = withoutDigest.lastIndexOf(':');
        return tag > withoutDigest.lastIndexOf('/') ? withoutDigest.substring(0, tag) : withoutDigest;
    }

    private static Manifest withImageOf(Manifest live, Manifest after) {
        ObjectNode tree = after.toTree();
        if (after.kind().equals("FlinkSessionJob")) {
            tree.withObject("/spec").set("restartNonce", live.at(NUMBER));
        } else if (tree.at("/spec/template/spec").isObject()) {
            tree.withObject("/spec/template/spec").put("image", image(live));
        } else {
            tree.withObject("/spec").put("image", image(live));
        }
        return Manifest.of(tree);
    }

    private static boolean willBeLeft(RenderedResource rendered, Optional<Manifest> live, ResourcePlan plan) {
        return plan.action() == ResourcePlan.Action.CHANGE
                && live.flatMap(manifest -> manifest.annotation(Annotations.CONTENT_HASH))
                        .filter(rendered.contentHash()::equals)
                        .isPresent();
    }
}
