package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The deployments of a run, in the order in which they began: on the run's page and in its REST API. */
@ExportedBean
public final class FlinkDeployAction extends FlinkRunAction {
    /** Where the page is below that of its run. */
    public static final String URL_NAME = "flink-deploy";

    /** The engine's JSON by the deployment's id; no class of the engine goes into build.xml. */
    private final Map<String, String> deployments = new LinkedHashMap<>();

    /** What became of a deployment besides, by its id, as the engine calls it; null in runs of earlier versions. */
    private Map<String, String> fates;

    /** Names of the targets of Jenkins, by the deployment's id; null in runs of earlier versions. */
    private Map<String, String> places;

    /** Address of the page of a run; empty while the administrator has not said under which address people reach this Jenkins. */
    public static Optional<String> address(Run<?, ?> run) {
        return Origin.buildUrl(run).map(url -> url + URL_NAME + "/");
    }

    /** Notes where a deployment stands and keeps it with the run. */
    static void note(Run<?, ?> run, Deployment deployment, Optional<String> place) {
        FlinkDeployAction action = of(run);
        action.put(deployment);
        place.ifPresent(name -> action.put(deployment.order().id(), name));
        keep(run);
    }

    /**
     * A deployment of a run.
     *
     * @param deployment where it stands
     * @param place name of the target of Jenkins that it went to
     */
    record Placed(Deployment deployment, String place) {}

    /** The deployments of a run of which it is known where they went, in the order in which they began. */
    static List<Placed> placed(Run<?, ?> run) {
        FlinkDeployAction action = run.getAction(FlinkDeployAction.class);
        return action == null ? List.of() : action.placed();
    }

    private synchronized List<Placed> placed() {
        Map<String, String> known = places == null ? Map.of() : places;
        List<Placed> found = new ArrayList<>();
        deployments.forEach((id, json) -> {
            if (known.containsKey(id)) {
                found.add(new Placed(Deployment.fromJson(json), known.get(id)));
            }
        });
        return found;
    }

    private synchronized void put(String id, String place) {
        if (places == null) {
            places = new HashMap<>();
        }
        places.put(id, place);
    }

    /** Notes what became of each deployment of a group of which nothing can begin any more. */
    static void close(Run<?, ?> run, DeploymentGroup group) {
        if (group.members().size() > 1) {
            FlinkDeployAction action = of(run);
            GroupReport report = GroupReport.of(group);
            group.asked().map(DeploymentGroup.Member::deployment).forEach(action::put);
            report.targets().forEach(target -> action.end(target.deployment().id(), target.fate()));
            keep(run);
        }
    }

    private static FlinkDeployAction of(Run<?, ?> run) {
        return of(run, FlinkDeployAction.class, FlinkDeployAction::new);
    }

    private synchronized void put(Deployment deployment) {
        deployments.put(deployment.order().id(), deployment.toJson());
    }

    private synchronized void end(String id, GroupReport.Fate fate) {
        if (fates == null) {
            fates = new HashMap<>();
        }
        fates.put(id, fate.name());
    }

    /** How each deployment stands or went; nothing for who may not see it. */
    @Exported
    public synchronized List<DeployResult> getDeployments() {
        if (!isVisible()) {
            return List.of();
        }
        return getViews().stream().map(DeploymentView::getResult).toList();
    }

    /** The same with everything that the page tells. */
    public synchronized List<DeploymentView> getViews() {
        List<DeploymentView> views = new ArrayList<>();
        Map<String, String> known = fates == null ? Map.of() : fates;
        deployments.forEach((id, json) ->
                views.add(DeploymentView.of(Deployment.fromJson(json), Optional.ofNullable(known.get(id)))));
        return views;
    }

    @Override
    String icon() {
        return "symbol-rocket-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.FlinkDeployAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL_NAME;
    }
}
