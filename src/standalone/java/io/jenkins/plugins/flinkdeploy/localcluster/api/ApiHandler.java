package io.jenkins.plugins.flinkdeploy.localcluster.api;

/** Answers a request; what it throws as {@link ApiException} is an answer, too. */
@FunctionalInterface
interface ApiHandler {
    ApiResponse handle(ApiRequest request);
}
