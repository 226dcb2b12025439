package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Phase;

/** The exit codes of the command line; docs/command-line.md explains them. */
enum ExitCode {
    /** Done, unchanged, or a dry run that the API server would take. */
    SUCCESS(0),
    /** The deployment failed. */
    FAILED(1),
    /** The command line or a file is wrong; nothing was built or changed. */
    BAD_INPUT(2),
    /** The deployment failed and service was restored by a rollback. */
    ROLLED_BACK(3),
    /** A deployment of a newer commit took its place while it waited; nothing was changed. */
    SUPERSEDED(4),
    /** Ended by a person. */
    ABORTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ExitCode of(Phase phase) {
        return switch (phase) {
            case DONE, APPLIED_ONLY, UNCHANGED, DRY_RUN -> SUCCESS;
            case ROLLED_BACK -> ROLLED_BACK;
            case SUPERSEDED -> SUPERSEDED;
            case ABORTED -> ABORTED;
            default -> FAILED;
        };
    }
}
