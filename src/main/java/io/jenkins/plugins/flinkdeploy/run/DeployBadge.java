package io.jenkins.plugins.flinkdeploy.run;

import java.util.List;
import java.util.stream.Collectors;

/** What the list of builds shows of the deployments of one: a sign in the colour of the worst, and a word on each. */
public final class DeployBadge {
    /** Notices, the worst first, with the colour of each. */
    private static final List<List<String>> COLOURS = List.of(
            List.of("jenkins-alert-danger", "jenkins-!-error-color"),
            List.of("jenkins-alert-warning", "jenkins-!-warning-color"),
            List.of("jenkins-alert-info", "jenkins-!-text-color-secondary"),
            List.of("jenkins-alert-success", "jenkins-!-success-color"));

    private final String text;
    private final String colour;

    private DeployBadge(String text, String colour) {
        this.text = text;
        this.colour = colour;
    }

    static DeployBadge of(List<DeploymentView> views) {
        String text = views.stream()
                .map(DeploymentView::getResult)
                .map(result -> result.getTarget() + ": " + result.getOutcomeText())
                .collect(Collectors.joining(", "));
        String colour = COLOURS.stream()
                .filter(each -> views.stream().anyMatch(view -> view.getNotice().equals(each.get(0))))
                .map(each -> each.get(1))
                .findFirst()
                .orElse("");
        return new DeployBadge(text, colour);
    }

    /** Cluster and outcome of each deployment; empty where there is nothing to show. */
    public String getText() {
        return text;
    }

    /** The class that colours the sign. */
    public String getColour() {
        return colour;
    }
}
