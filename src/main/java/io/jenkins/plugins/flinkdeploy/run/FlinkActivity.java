package io.jenkins.plugins.flinkdeploy.run;

import hudson.console.AnnotatedLargeText;
import hudson.model.Run;
import hudson.security.Permission;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/** What a person had done about the deployments of a run, from its page: who, what and when, and the page with its log. */
@ExportedBean(defaultVisibility = 2)
public final class FlinkActivity {
    private static final Logger LOGGER = Logger.getLogger(FlinkActivity.class.getName());

    private final int number;
    private final Kind kind;
    private final String what;
    private final String by;
    private final Date at;

    /** What came of it; null while that is not known. */
    private String outcome;

    private transient Run<?, ?> run;
    private transient Waiting<DeployResult> waiting;

    /** What was asked for. */
    enum Kind {
        ROLLBACK(FlinkPermissions.ROLLBACK),
        RESUME(FlinkPermissions.DEPLOY);

        private final Permission permission;

        Kind(Permission permission) {
            this.permission = permission;
        }
    }

    /**
     * @param number counts up by one in each run
     * @param what on what it works, for people
     */
    FlinkActivity(int number, Kind kind, String what, String by, Run<?, ?> run) {
        this.number = number;
        this.kind = kind;
        this.what = what;
        this.by = by;
        this.at = new Date();
        this.run = run;
    }

    void belongsTo(Run<?, ?> owner) {
        run = owner;
    }

    /** Begins the work; returns at once. */
    synchronized void begin(Function<DeployFront, Waiting<DeployResult>> work) throws IOException {
        StreamTaskListener log = new StreamTaskListener(log(), StandardCharsets.UTF_8);
        BuildLogLines.to(log).plain(Messages.FlinkActivity_asked(getTitle(), by));
        LOGGER.log(Level.INFO, () -> by + " asked on the page of " + run + ": " + getTitle());
        waiting = work.apply(new ActivityFront(run, log));
        waiting.end().whenComplete((result, problem) -> ended(result, problem, log));
    }

    private void ended(DeployResult result, Throwable problem, StreamTaskListener log) {
        String text = problem == null ? result.getOutcome() + ": " + result.getOutcomeText() : problem.getMessage();
        synchronized (this) {
            outcome = String.valueOf(text);
        }
        if (problem != null) {
            LOGGER.log(Level.FINE, problem, () -> getTitle() + " of " + run);
        }
        LOGGER.log(Level.INFO, () -> "What " + by + " asked on the page of " + run + " ended: " + text);
        BuildLogLines.to(log).plain(Messages.FlinkActivity_ended(text));
        log.closeQuietly();
        FlinkRunAction.keep(run);
    }

    private File log() {
        return new File(run.getRootDir(), "flink-deploy-" + number + ".log");
    }

    @Exported
    public int getNumber() {
        return number;
    }

    /** {@code ROLLBACK} or {@code RESUME}. */
    @Exported
    public String getKind() {
        return kind.name();
    }

    /** What is done, and on what. */
    @Exported
    public String getTitle() {
        return kind == Kind.ROLLBACK ? Messages.FlinkActivity_rollback(what) : Messages.FlinkActivity_resume(what);
    }

    /** Id of the user who asked. */
    @Exported
    public String getBy() {
        return by;
    }

    @Exported
    public Date getAt() {
        return new Date(at.getTime());
    }

    public String getAtText() {
        return PageTimes.text(at.toInstant());
    }

    @Exported
    public synchronized boolean isUnderWay() {
        return waiting != null && !waiting.end().isDone();
    }

    /** What came of it, or where it stands. */
    @Exported
    public synchronized String getOutcome() {
        if (outcome != null) {
            return outcome;
        }
        Waiting<DeployResult> current = waiting;
        return current != null && !current.end().isDone()
                ? Messages.FlinkActivity_underWay(current.status())
                : Messages.FlinkActivity_interrupted();
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** The log, for its page. */
    public AnnotatedLargeText<FlinkActivity> getLogText() {
        return new AnnotatedLargeText<>(log(), StandardCharsets.UTF_8, !isUnderWay(), this);
    }

    /** Whether the user may have it end. */
    public boolean isStoppable() {
        return isUnderWay() && run.hasPermission(kind.permission);
    }

    /** Has it end, as the abort of a build does. */
    @POST
    public HttpResponse doStop() {
        run.checkPermission(kind.permission);
        Waiting<DeployResult> current;
        synchronized (this) {
            current = waiting;
        }
        if (current != null) {
            current.abort(Jenkins.getAuthentication2().getName());
        }
        return HttpResponses.redirectToDot();
    }
}
