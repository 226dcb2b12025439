package io.jenkins.plugins.flinkdeploy.steps;

import java.io.Serializable;

/** The target of the steps in a block that name none. No record: what saves Pipelines cannot read one that is not public. */
final class BlockTarget implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;

    BlockTarget(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }
}
