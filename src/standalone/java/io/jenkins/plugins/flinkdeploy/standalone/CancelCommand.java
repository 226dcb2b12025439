package io.jenkins.plugins.flinkdeploy.standalone;

import io.jenkins.plugins.flinkdeploy.engine.deploy.Control;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flink-deploy cancel}. */
@Command(
        name = "cancel",
        description = {
            "Stops jobs without a savepoint, and waits until they are stopped.",
            "What they processed since their last checkpoint is lost; they start again only from a state that somebody names."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is stopped, was stopped already, or a dry run that would be taken",
            "1:at least one could not be stopped",
            "2:the command line is wrong, nothing is named or confirmed, or it does not exist; nothing was changed",
            "130:ended by a person; what was asked of the operator goes on"
        })
final class CancelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Option(names = "--without-savepoint", description = "Yes, without a savepoint.")
    private boolean confirmed;

    @Override
    public Integer call() {
        control.requireNames("cancel");
        if (!confirmed) {
            throw new UserException(
                    "A cancelled job loses what it processed since its last checkpoint.",
                    "Nothing was changed.",
                    "To keep its state, use stop. To cancel it all the same, say --without-savepoint.");
        }
        return control.run(spec, Control.Action.CANCEL);
    }
}
