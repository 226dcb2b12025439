package io.jenkins.plugins.flinkdeploy.engine.resource.plan;

/** What a change does to what runs. The classes are those of the operator's own comparison of two specifications. */
public enum Impact {
    /** The operator stops the job and starts it with the new specification. */
    RESTARTS("restarts the job"),
    /** The operator starts the new specification in a cluster of its own and stops the old one when the new one runs. */
    BESIDE("starts the new version beside the old one"),
    /** Only the build tells: the image is known by its tag so far. */
    AFTER_BUILD("restarts the job if the built image differs"),
    /** A suspended job is started. */
    STARTS("starts the job"),
    /** A running job is suspended. */
    STOPS("stops the job"),
    /** Takes effect without a restart. */
    IN_PLACE("in place"),
    /** The operator takes note and deploys nothing. */
    IGNORED("the operator deploys nothing for it"),
    /** The operator keeps what runs and reports an error. */
    REFUSED("the operator refuses it");

    private final String words;

    Impact(String words) {
        this.words = words;
    }

    /** For people: {@code restarts the job}. */
    public String words() {
        return words;
    }
}
