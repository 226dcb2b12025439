/** Builds a job's image from files and a base image and pushes it, without a container engine. */
package io.jenkins.plugins.flinkdeploy.engine.image;
