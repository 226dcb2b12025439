package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes an answer of whatever a handler does. */
final class Answers {
    private static final Logger LOGGER = Logger.getLogger(Answers.class.getName());

    private Answers() {}

    static ApiResponse safely(ApiHandler handler, ApiRequest request) {
        try {
            return handler.handle(request);
        } catch (ApiException e) {
            return ApiResponse.json(e.code(), e.status());
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The local API server failed on " + request.method() + " " + request.rawPath());
            return ApiResponse.json(
                    500, Failures.internal("Internal error occurred: " + e).status());
        }
    }
}
