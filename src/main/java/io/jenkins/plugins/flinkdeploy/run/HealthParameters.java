package io.jenkins.plugins.flinkdeploy.run;

import java.util.function.UnaryOperator;

/** Which cluster is to be looked at, and what becomes of the build. */
public final class HealthParameters extends LiveParameters {
    private static final long serialVersionUID = 1L;

    private boolean unstable;

    /** Whether the build is unstable when the cluster is not well. */
    public boolean isUnstable() {
        return unstable;
    }

    public void setUnstable(boolean unstable) {
        this.unstable = unstable;
    }

    @Override
    public HealthParameters map(UnaryOperator<String> expansion) {
        HealthParameters copy = new HealthParameters();
        fill(copy, nullSafe(expansion));
        copy.setUnstable(unstable);
        return copy;
    }
}
