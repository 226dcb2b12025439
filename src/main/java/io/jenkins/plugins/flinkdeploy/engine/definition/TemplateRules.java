package io.jenkins.plugins.flinkdeploy.engine.definition;

/** What identifies the resource, and the image, are not for the template: deployments are tracked by them. */
final class TemplateRules {
    private TemplateRules() {}

    static void check(Section template, boolean session, Problems problems) {
        for (String key : new String[] {"apiVersion", "kind", "status"}) {
            refuse(template, key, problems);
        }
        refuse(template.section("metadata"), "name", problems);
        refuse(template.section("metadata"), "namespace", problems);
        Section spec = template.section("spec");
        refuse(spec, "image", problems);
        if (session) {
            refuse(spec, "job", problems);
        }
        FlinkRules.configuration(spec.section("flinkConfiguration"), problems);
        FlinkRules.logConfiguration(spec.section("logConfiguration"), problems);
    }

    private static void refuse(Section section, String key, Problems problems) {
        if (section.tree().get(key) != null) {
            problems.error(
                    section.tree().entries().get(key).keyAt(),
                    section.pathOf(key),
                    "The template cannot set " + key + ".",
                    "The cluster file's own keys decide it.");
        }
    }
}
