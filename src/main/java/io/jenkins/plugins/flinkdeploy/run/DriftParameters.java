package io.jenkins.plugins.flinkdeploy.run;

import java.util.function.UnaryOperator;

/** Which clusters are compared with their files, and what becomes of the build. */
public final class DriftParameters extends TargetParameters {
    private static final long serialVersionUID = 1L;

    private boolean unstable;

    /** Whether the build is unstable when something drifted. */
    public boolean isUnstable() {
        return unstable;
    }

    public void setUnstable(boolean unstable) {
        this.unstable = unstable;
    }

    @Override
    public DriftParameters map(UnaryOperator<String> expansion) {
        DriftParameters copy = new DriftParameters();
        fill(copy, nullSafe(expansion));
        copy.setUnstable(unstable);
        return copy;
    }
}
