package io.jenkins.plugins.flinkdeploy.engine.status;

/** How a word of a status is meant; a terminal shows it as a colour. */
enum Tone {
    PLAIN(""),
    GOOD("32"),
    DOUBTFUL("33"),
    BAD("31");

    private final String ansi;

    Tone(String ansi) {
        this.ansi = ansi;
    }

    String paint(String text, boolean colour) {
        return colour && this != PLAIN && !text.isEmpty() ? "\u001b[" + ansi + "m" + text + "\u001b[0m" : text;
    }

    static Tone of(ClusterState state) {
        if (state == ClusterState.RUNNING || state == ClusterState.FINISHED) {
            return GOOD;
        }
        return state.bad() ? BAD : DOUBTFUL;
    }

    static Tone of(JobStatus job) {
        if (job.running()) {
            return GOOD;
        }
        return job.failed() ? BAD : DOUBTFUL;
    }
}
