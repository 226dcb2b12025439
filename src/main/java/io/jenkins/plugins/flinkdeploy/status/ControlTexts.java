package io.jenkins.plugins.flinkdeploy.status;

/** What can be done with a cluster, in the language of who reads it. */
final class ControlTexts {
    private ControlTexts() {}

    /** Of an action as records have it; one that is not known here as it is. */
    static String done(String action) {
        return Kind.of(action).map(ControlTexts::name).orElse(action);
    }

    static String name(Kind kind) {
        return switch (kind) {
            case START -> Messages.ControlTexts_start();
            case STOP -> Messages.ControlTexts_stop();
            case RESTART -> Messages.ControlTexts_restart();
            case CANCEL -> Messages.ControlTexts_cancel();
            case SAVEPOINT -> Messages.ControlTexts_savepoint();
        };
    }

    /** What will happen. */
    static String explanation(Kind kind) {
        return switch (kind) {
            case START -> Messages.ControlTexts_explainStart();
            case STOP -> Messages.ControlTexts_explainStop();
            case RESTART -> Messages.ControlTexts_explainRestart();
            case CANCEL -> Messages.ControlTexts_explainCancel();
            case SAVEPOINT -> Messages.ControlTexts_explainSavepoint();
        };
    }
}
