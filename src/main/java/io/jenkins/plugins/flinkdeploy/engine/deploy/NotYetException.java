package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;

/** What cannot be done now, and may be possible in a moment without anybody changing anything. */
final class NotYetException extends UserException {
    private static final long serialVersionUID = 1L;

    NotYetException(String problem, String untouched, String remedy) {
        super(problem, untouched, remedy);
    }
}
