/** Container images without a container engine: building the Flink base image, pulling and unpacking what pods run. */
package io.jenkins.plugins.flinkdeploy.localcluster.images;
