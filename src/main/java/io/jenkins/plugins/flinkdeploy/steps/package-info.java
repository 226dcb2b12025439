/** Pipeline steps: a step is data, its execution is behaviour, the work is done by the core. */
package io.jenkins.plugins.flinkdeploy.steps;
