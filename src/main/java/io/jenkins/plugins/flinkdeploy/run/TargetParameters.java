package io.jenkins.plugins.flinkdeploy.run;

import hudson.Util;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** As {@link FileParameters}, and which target is meant. */
public class TargetParameters extends FileParameters {
    private static final long serialVersionUID = 1L;

    private static final String NAME_OF_FILE = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private String target;

    /** Name of the target; null for the one that the file names, or the only one. */
    public final String getTarget() {
        return target;
    }

    public final void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    /** A target that is named is an environment, too, where it can be the name of a file. */
    @Override
    Optional<String> layer() {
        return super.layer().or(() -> Optional.ofNullable(target).filter(name -> name.matches(NAME_OF_FILE)));
    }

    @Override
    public TargetParameters map(UnaryOperator<String> expansion) {
        TargetParameters copy = new TargetParameters();
        fill(copy, nullSafe(expansion));
        return copy;
    }

    final void fill(TargetParameters copy, UnaryOperator<String> expand) {
        super.fill(copy, expand);
        copy.setTarget(expand.apply(target));
    }
}
