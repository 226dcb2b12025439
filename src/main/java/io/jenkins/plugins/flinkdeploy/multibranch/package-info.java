/** Projects without a Jenkinsfile. Only loaded where the plugins are installed whose steps the built-in pipeline is made of. */
@OptionalPackage(
        requirePlugins = {
            "workflow-multibranch",
            "workflow-basic-steps",
            "workflow-durable-task-step",
            "pipeline-stage-step"
        })
package io.jenkins.plugins.flinkdeploy.multibranch;

import org.jenkinsci.plugins.variant.OptionalPackage;
