package io.jenkins.plugins.flinkdeploy.engine.prune;

import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.resource.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for leftovers. Changes nothing. */
public final class PruneSearch {
    static final String SESSION_JOB = "FlinkSessionJob";
    private static final List<String> KINDS = List.of(SESSION_JOB, "FlinkDeployment", "FlinkBlueGreenDeployment");

    private final ClusterApi cluster;
    private final Scope scope;

    public PruneSearch(ClusterApi cluster, Scope scope) {
        this.cluster = cluster;
        this.scope = scope;
    }

    /**
     * Looks through namespaces.
     *
     * @throws ClusterException when anything cannot be read; half a view is none
     */
    public PruneList in(Set<String> namespaces) {
        List<Leftover> leftovers = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        for (String namespace : namespaces) {
            in(namespace, leftovers, kept);
        }
        leftovers.sort(Comparator.comparing(
                        (Leftover each) -> KINDS.indexOf(each.resource().kind()))
                .thenComparing(each -> each.resource().toString()));
        return new PruneList(leftovers, kept);
    }

    private void in(String namespace, List<Leftover> leftovers, List<Kept> kept) {
        List<Manifest> live = new ArrayList<>();
        for (String kind : KINDS) {
            if (cluster.serves(ResourceId.FLINK_API, kind)) {
                live.addAll(cluster.list(ResourceId.FLINK_API, kind, namespace, ""));
            }
        }
        PruneRules rules = new PruneRules(scope);
        List<Leftover> here = new ArrayList<>();
        for (Manifest resource : live) {
            PruneRules.Verdict verdict = rules.judge(complete(resource));
            verdict.leftover().ifPresent(here::add);
            verdict.kept().ifPresent(kept::add);
        }
        Set<ResourceId> going = new LinkedHashSet<>();
        here.forEach(each -> going.add(each.resource()));
        for (Leftover leftover : here) {
            Optional<String> why = reasonToStay(leftover, live, going);
            why.ifPresentOrElse(text -> kept.add(new Kept(leftover.resource(), text)), () -> leftovers.add(leftover));
        }
    }

    /** Lists may leave out who owns which field. */
    private Manifest complete(Manifest resource) {
        return resource.at("/metadata/managedFields").isMissingNode()
                ? cluster.get(resource.id()).orElse(resource)
                : resource;
    }

    private Optional<String> reasonToStay(Leftover leftover, List<Manifest> live, Set<ResourceId> going) {
        boolean explained = scope.gone().contains(leftover.service())
                || live.stream()
                        .anyMatch(each -> scope.declared().resources().contains(each.id())
                                && each.label(Labels.SERVICE)
                                        .filter(leftover.service()::equals)
                                        .isPresent());
        if (!explained) {
            return Optional.of("Nothing that the configuration declares of " + leftover.service()
                    + " runs in this namespace, so it may be meant for another cluster. Deploy it first.");
        }
        if (!leftover.state().equals("session cluster")) {
            return Optional.empty();
        }
        List<String> staying = live.stream()
                .filter(each -> isJobOf(each, leftover.resource().name()) && !going.contains(each.id()))
                .map(Manifest::name)
                .toList();
        return staying.isEmpty()
                ? Optional.empty()
                : Optional.of("Jobs run on it that stay: " + String.join(", ", staying) + ".");
    }

    static boolean isJobOf(Manifest job, String cluster) {
        return job.kind().equals(SESSION_JOB)
                && job.textAt("/spec/deploymentName").filter(cluster::equals).isPresent();
    }
}
