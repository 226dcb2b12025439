package io.jenkins.plugins.flinkdeploy.run;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Knows whose work it is. Asked when work begins: a step that was ended by force does not know its run any more. */
final class Owners {
    private static final Logger LOGGER = Logger.getLogger(Owners.class.getName());

    private Owners() {}

    /** The run's id; empty when there is no run. */
    static String of(RunFront front) {
        try {
            return front.run().getExternalizableId();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "Work without a run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
