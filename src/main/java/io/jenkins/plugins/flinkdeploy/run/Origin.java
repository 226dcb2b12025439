package io.jenkins.plugins.flinkdeploy.run;

import hudson.EnvVars;
import hudson.Util;
import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.plugins.flinkdeploy.engine.deploy.Order;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * Where a deployment comes from.
 *
 * @param provenance what is written on the resource
 * @param service name of the service where the cluster file gives none
 */
record Origin(Order.Provenance provenance, String service) {
    /** @param given the commit that the step was given */
    static Origin of(Run<?, ?> run, EnvVars environment, Optional<String> given) {
        Optional<SourceOfRun.Checkout> checkout = SourceOfRun.find(run);
        Optional<String> commit = given.or(
                        () -> Optional.ofNullable(Util.fixEmptyAndTrim(environment.get("GIT_COMMIT"))))
                .or(() -> checkout.map(SourceOfRun.Checkout::commit));
        Optional<String> repository = Optional.ofNullable(Util.fixEmptyAndTrim(environment.get("GIT_URL")))
                .or(() -> checkout.flatMap(SourceOfRun.Checkout::repository));
        return new Origin(
                new Order.Provenance(commit, buildUrl(run), Optional.of(deployedBy(run))),
                repository.map(Origin::lastName).orElseGet(() -> run.getParent().getName()));
    }

    /** Of what a person asks for on the page of a run. */
    static Order.Provenance asked(Run<?, ?> run, String by) {
        return new Order.Provenance(Optional.empty(), buildUrl(run), Optional.of(by));
    }

    /** Empty while the administrator has not said under which address people reach this Jenkins. */
    static Optional<String> buildUrl(Run<?, ?> run) {
        return Optional.ofNullable(Jenkins.get().getRootUrl()).map(root -> root + run.getUrl());
    }

    private static String deployedBy(Run<?, ?> run) {
        Cause.UserIdCause user = run.getCause(Cause.UserIdCause.class);
        return user == null || user.getUserId() == null ? "trigger" : user.getUserId();
    }

    /** {@code orders} of {@code https://git.example.org/streaming/orders.git}. */
    private static String lastName(String repository) {
        String path = repository.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    }
}
