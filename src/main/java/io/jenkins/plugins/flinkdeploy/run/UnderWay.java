package io.jenkins.plugins.flinkdeploy.run;

import hudson.model.Run;

/** Work for a run that goes on by itself. */
interface UnderWay {
    /** Whether it belongs to this run. */
    boolean isOf(Run<?, ?> run);

    /** Stops looking after it without telling the run that it has ended. */
    void detach();
}
