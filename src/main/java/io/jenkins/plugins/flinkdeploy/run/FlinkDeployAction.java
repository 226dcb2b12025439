package io.jenkins.plugins.flinkdeploy.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.BuildBadgeAction;
import hudson.model.Failure;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.config.FlinkDeployConfiguration;
import io.jenkins.plugins.flinkdeploy.config.FlinkTarget;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Deployment;
import io.jenkins.plugins.flinkdeploy.engine.deploy.DeploymentGroup;
import io.jenkins.plugins.flinkdeploy.engine.deploy.GroupReport;
import io.jenkins.plugins.flinkdeploy.engine.model.ResourceId;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/** The deployments of a run, in the order in which they began: on the run's page and in its REST API. */
@ExportedBean
public final class FlinkDeployAction extends FlinkRunAction implements BuildBadgeAction {
    /** Where the page is below that of its run. */
    public static final String URL_NAME = "flink-deploy";

    /** The engine's JSON by the deployment's id; no class of the engine goes into build.xml. */
    private final Map<String, String> deployments = new LinkedHashMap<>();

    /** What became of a deployment besides, by its id, as the engine calls it; null in runs of earlier versions. */
    private Map<String, String> fates;

    /** Names of the targets of Jenkins, by the deployment's id; null in runs of earlier versions. */
    private Map<String, String> places;

    /** What people had done on the page; null in runs of earlier versions. */
    private RunActivities activities;

    /** What the list of builds shows, once the build has ended; lists are drawn often. */
    private transient DeployBadge badge;

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
    record Placed(Deployment deployment, String place) {
        /** @throws UserException when it is gone, or not for this job any more */
        FlinkTarget target(Run<?, ?> run) {
            return Targets.of(run).named(place, Messages.FlinkDeployAction_wentTo());
        }

        /** @throws UserException when it is gone, or not for this job any more */
        TargetAccess access(Run<?, ?> run) {
            return TargetAccess.of(target(run), run);
        }
    }

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
        badge = null;
        deployments.put(deployment.order().id(), deployment.toJson());
    }

    private synchronized void end(String id, GroupReport.Fate fate) {
        badge = null;
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
        deployments.forEach((id, json) -> {
            Deployment deployment = Deployment.fromJson(json);
            views.add(DeploymentView.of(deployment, fate(deployment)));
        });
        return views;
    }

    /** What the list of builds shows; nothing for who may not see it. */
    public synchronized DeployBadge getBadge() {
        if (!isVisible()) {
            return DeployBadge.of(List.of());
        }
        boolean changing = isLookedAfter();
        if (badge == null || changing) {
            badge = DeployBadge.of(getViews());
        }
        return badge;
    }

    /** Where Jenkins shows the cluster that a deployment went to, below its own address; null when it shows it nowhere. */
    @CheckForNull
    public String getClusterPage(String id) {
        return placed().stream()
                .filter(placed -> placed.deployment().order().id().equals(id))
                .filter(placed ->
                        FlinkDeployConfiguration.get().target(placed.place()).isPresent())
                .map(placed ->
                        clusterPage(placed.place(), placed.deployment().order().resource()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<String> clusterPage(String place, ResourceId resource) {
        return resource.kind().equals("FlinkDeployment")
                ? Optional.of("flink-clusters/target/" + Util.rawEncode(place) + "/"
                        + Util.rawEncode(resource.namespace()) + "/" + Util.rawEncode(resource.name()) + "/")
                : Optional.empty();
    }

    private synchronized Optional<String> fate(Deployment deployment) {
        Optional<String> told = Optional.ofNullable(fates)
                .map(known -> known.get(deployment.order().id()));
        return told.isEmpty() && !deployment.isFinished() && !isLookedAfter()
                ? Optional.of(GroupReport.Fate.UNWATCHED.name())
                : told;
    }

    private boolean isLookedAfter() {
        return getRun().isBuilding() || activities().isUnderWay();
    }

    synchronized RunActivities activities() {
        if (activities == null) {
            activities = new RunActivities();
        }
        return activities;
    }

    /** What people had done on the page; nothing for who may not see it. */
    @Exported
    public List<FlinkActivity> getActivities() {
        return isVisible() ? activities().all() : List.of();
    }

    /** The page of one of them. */
    @CheckForNull
    public FlinkActivity getActivity(int number) {
        return getActivities().stream()
                .filter(activity -> activity.getNumber() == number)
                .findFirst()
                .orElse(null);
    }

    /** Whether the user may go back from what a deployment of this run did. */
    public boolean canRollBack(String id) {
        return getRun().hasPermission(FlinkPermissions.ROLLBACK)
                && !isLookedAfter()
                && changed(id).isPresent();
    }

    private Optional<Placed> changed(String id) {
        return placed().stream()
                .filter(each -> each.deployment().order().id().equals(id))
                .filter(each -> each.deployment().hasApplied()
                        && !each.deployment().order().dryRun())
                .findFirst();
    }

    /** The page where a rollback of what a deployment changed is decided. */
    @CheckForNull
    public RollbackPage getRollback(String id) {
        getRun().checkPermission(FlinkPermissions.ROLLBACK);
        return changed(id).map(placed -> new RollbackPage(this, placed)).orElse(null);
    }

    /** Deployments that nobody looks after any more, for people; null where there are none that can be gone on with. */
    @CheckForNull
    public String getUnfinishedText() {
        Unfinished unfinished = unfinished();
        return unfinished.isEmpty() || isLookedAfter() ? null : unfinished.text();
    }

    public boolean isResumable() {
        return getRun().hasPermission(FlinkPermissions.DEPLOY);
    }

    private Unfinished unfinished() {
        return new Unfinished(getRun(), placed());
    }

    /** Goes on with the deployments that nobody looks after any more. */
    @POST
    public HttpResponse doResume() throws IOException {
        getRun().checkPermission(FlinkPermissions.DEPLOY);
        Unfinished unfinished = unfinished();
        if (unfinished.isEmpty()) {
            throw new Failure(Messages.FlinkDeployAction_nothingToResume());
        }
        String state = stateOf(unfinished);
        FlinkActivity activity = activities()
                .begin(
                        getRun(),
                        FlinkActivity.Kind.RESUME,
                        unfinished.text(),
                        front -> RunDeployment.resume(state, front));
        forget(unfinished.ids());
        return HttpResponses.redirectTo("activity/" + activity.getNumber() + "/");
    }

    private static String stateOf(Unfinished unfinished) {
        try {
            return unfinished.state();
        } catch (UserException e) {
            throw new Failure(e.getMessage());
        }
    }

    private synchronized void forget(List<String> ids) {
        if (fates != null) {
            fates.keySet().removeAll(ids);
        }
    }

    @Override
    void owned(Run<?, ?> owner) {
        activities().belongTo(owner);
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
