package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;

/** A script that cannot be run. The message names the script and, where there is one, the statement. */
final class SqlScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SqlScriptException(String message) {
        super(message);
    }

    SqlScriptException(String message, Throwable cause) {
        super(message, cause);
    }
}
