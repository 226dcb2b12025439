package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Failure;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Rollbacks;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/** Where a person reads what a rollback of a deployed resource would do, and has it done. */
public final class RollbackPage implements StaplerProxy {
    private final FlinkDeployAction action;
    private final FlinkDeployAction.Placed placed;

    RollbackPage(FlinkDeployAction action, FlinkDeployAction.Placed placed) {
        this.action = action;
        this.placed = placed;
    }

    /** Guards the page and what is posted to it. */
    @Override
    public Object getTarget() {
        getRun().checkPermission(FlinkPermissions.ROLLBACK);
        return this;
    }

    public Run<?, ?> getRun() {
        return action.getRun();
    }

    public String getDisplayName() {
        return Messages.RollbackPage_displayName(placed.deployment().order().target());
    }

    /** Kind, namespace and name. */
    public String getResource() {
        return placed.deployment().order().resource().toString();
    }

    /** Name of the target of Jenkins. */
    public String getPlace() {
        return placed.place();
    }

    /** Asks the cluster. */
    public RollbackChoices getChoices() {
        return RollbackChoices.read(placed, getRun());
    }

    /**
     * Begins the rollback.
     *
     * @param to number of the revision
     * @param stands what the page told that stands there
     */
    @POST
    public HttpResponse doStart(@QueryParameter String to, @QueryParameter String stands) throws IOException {
        getRun().checkPermission(FlinkPermissions.ROLLBACK);
        long revision = revision(to);
        String by = Jenkins.getAuthentication2().getName();
        RunDeployment.Planning planning = (front, now) -> plan(revision, stands, by, front, now);
        FlinkActivity activity = action.activities()
                .begin(
                        getRun(),
                        FlinkActivity.Kind.ROLLBACK,
                        Messages.RollbackPage_what(getResource(), String.valueOf(revision)),
                        front -> RunDeployment.begin(planning, front));
        return HttpResponses.redirectTo("../../activity/" + activity.getNumber() + "/");
    }

    private static long revision(String to) {
        try {
            return SettingTexts.revision("to", to)
                    .orElseThrow(() -> new Failure(Messages.RollbackPage_whichRevision()));
        } catch (UserException e) {
            throw new Failure(e.getMessage());
        }
    }

    private DeployPlanner.Plan plan(long revision, String stands, String by, DeployFront front, Instant now)
            throws IOException, InterruptedException {
        Order order = placed.deployment().order();
        Live live = new Live(
                order.target(),
                placed.access(getRun()),
                List.of(order.resource()),
                order.settings(),
                Optional.empty(),
                Origin.asked(getRun(), by));
        requireSame(live, stands);
        return RollbackTask.plan(
                live,
                new Rollbacks.Request(
                        live.target(),
                        live.settings(),
                        Optional.of(revision),
                        Optional.empty(),
                        live.provenance().buildUrl(),
                        live.provenance().deployedBy(),
                        false),
                front,
                now);
    }

    private static void requireSame(Live live, String stands) {
        try (ClusterClients.Lease client =
                DeployRuntime.get().clients().lease(live.access().connection())) {
            String now =
                    RollbackChoices.stands(client.cluster().get(live.resources().get(0)));
            if (!now.equals(stands)) {
                throw new UserException(
                        Messages.RollbackPage_changed(live.resources().get(0), now),
                        Messages.RunDeployment_untouched(),
                        Messages.RollbackPage_lookAgain());
            }
        } catch (ClusterException e) {
            throw new UserException(e.getMessage(), Messages.RunDeployment_untouched(), "", e);
        }
    }
}
