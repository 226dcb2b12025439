package io.jenkins.plugins.flinkdeploy.status;

import io.jenkins.plugins.flinkdeploy.engine.checkup.HealthState;
import io.jenkins.plugins.flinkdeploy.engine.status.BoardRow;
import io.jenkins.plugins.flinkdeploy.engine.status.ClusterState;
import java.util.Locale;

/** States in the language of who reads them. */
final class StateTexts {
    private StateTexts() {}

    static String of(ClusterState state) {
        return switch (state) {
            case ABSENT -> Messages.State_absent();
            case DEPLOYING -> Messages.State_deploying();
            case RUNNING -> Messages.State_running();
            case CRASH_LOOPING -> Messages.State_crashLooping();
            case RESTARTING -> Messages.State_restarting();
            case FAILED -> Messages.State_failed();
            case STOPPING -> Messages.State_stopping();
            case STOPPED -> Messages.State_stopped();
            case FINISHED -> Messages.State_finished();
            case ROLLING_BACK -> Messages.State_rollingBack();
            case ROLLED_BACK -> Messages.State_rolledBack();
            case DELETING -> Messages.State_deleting();
            case UNKNOWN -> Messages.State_unknown();
        };
    }

    /** For the style of the page: {@code good}, {@code bad} or {@code doubtful}. */
    static String tone(ClusterState state) {
        if (state == ClusterState.RUNNING || state == ClusterState.FINISHED) {
            return "good";
        }
        return state.bad() ? "bad" : "doubtful";
    }

    static String tone(HealthState state) {
        return switch (state) {
            case OK -> "good";
            case UNKNOWN, WARNING -> "doubtful";
            case FAILING -> "bad";
        };
    }

    /** Flink's word for a job; one that is not known here as Flink has it. */
    static String ofJob(String state) {
        return switch (state) {
            case "RUNNING" -> Messages.State_jobRunning();
            case "FAILED", "FAILING" -> Messages.State_jobFailed();
            case "FINISHED" -> Messages.State_jobFinished();
            case "CANCELED", "CANCELLING" -> Messages.State_jobCancelled();
            case "SUSPENDED" -> Messages.State_jobStopped();
            case "RESTARTING" -> Messages.State_jobRestarting();
            case "CREATED", "INITIALIZING", "RECONCILING" -> Messages.State_jobStarting();
            default -> state.toLowerCase(Locale.ROOT);
        };
    }

    /** Empty where there is nothing to say. */
    static String of(BoardRow.Standing standing) {
        return switch (standing) {
            case CURRENT -> "";
            case PENDING -> Messages.Standing_pending();
            case BEHIND -> Messages.Standing_behind();
            case ROLLED_BACK -> Messages.Standing_rolledBack();
        };
    }
}
