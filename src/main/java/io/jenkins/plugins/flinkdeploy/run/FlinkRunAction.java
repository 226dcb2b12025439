package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.StaplerProxy;

/** What steps keep with their run, for those who may see it. */
public abstract class FlinkRunAction implements RunAction2, StaplerProxy {
    private static final Logger LOGGER = Logger.getLogger(FlinkRunAction.class.getName());

    private transient Run<?, ?> run;

    /** The one action of a kind that a run has. */
    static <A extends FlinkRunAction> A of(Run<?, ?> run, Class<A> type, Supplier<A> first) {
        synchronized (run) {
            A action = run.getAction(type);
            if (action == null) {
                action = first.get();
                run.addAction(action);
            }
            return action;
        }
    }

    static void keep(Run<?, ?> run) {
        try {
            run.save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot save " + run);
        }
    }

    final boolean isVisible() {
        return getRun().hasPermission(FlinkPermissions.VIEW);
    }

    /** Told once to whom this belongs, and again whenever the run is read from disk. */
    void owned(Run<?, ?> owner) {
        // Most have nothing that needs to know.
    }

    /** Name of the icon. */
    abstract String icon();

    /** REST API. */
    public final Api getApi() {
        return new Api(this);
    }

    public final Run<?, ?> getRun() {
        return run;
    }

    /** Guards all pages and the REST API below this action. */
    @Override
    public final Object getTarget() {
        getRun().checkPermission(FlinkPermissions.VIEW);
        return this;
    }

    @Override
    public final void onAttached(Run<?, ?> owner) {
        run = owner;
        owned(owner);
    }

    @Override
    public final void onLoad(Run<?, ?> owner) {
        run = owner;
        owned(owner);
    }

    @Override
    public final String getIconFileName() {
        return isVisible() ? icon() : null;
    }
}
