package io.jenkins.plugins.flinkdeploy.engine.deploy;

/** Builds the image and renders the resource of an order; the one part of a deployment that needs the job's files. */
public interface Preparer {
    /**
     * Builds, pushes and renders; for a dry run only renders, with the image as it would be named. May be called again for the
     * same order, and then gives the same.
     *
     * @throws io.jenkins.plugins.flinkdeploy.engine.model.UserException when it cannot be done; nothing on the cluster has changed
     * @throws InterruptedException when it was ended from outside; it is then prepared again when the deployment is gone on with
     */
    Prepared prepare(Order order) throws InterruptedException;

    /** The history of the repository that the files come from, as far as it is at hand. */
    default CommitHistory history() {
        return CommitHistory.UNKNOWN;
    }
}
