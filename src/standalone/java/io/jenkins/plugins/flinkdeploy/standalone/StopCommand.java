package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Control;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flink-deploy stop}. */
@Command(
        name = "stop",
        description = {
            "Takes a savepoint of each job and proves it, then has the operator stop the job with another one, and waits for that.",
            "It starts again from that state, with start or as deploy.whenSuspended says."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is stopped, was stopped already, or a dry run that would be taken",
            "1:at least one could not be stopped",
            "2:the command line is wrong, nothing is named, or it does not exist; nothing was changed",
            "130:ended by a person; what was asked of the operator goes on"
        })
final class StopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Override
    public Integer call() {
        control.requireNames("stop");
        return control.run(spec, Control.Action.STOP);
    }
}
