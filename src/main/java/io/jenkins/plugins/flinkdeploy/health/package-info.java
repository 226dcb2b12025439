/** Looks from time to time how well the clusters are that jobs deployed, and shows it with the jobs. */
package io.jenkins.plugins.flinkdeploy.health;
