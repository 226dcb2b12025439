/** Benchmarks, started by {@code bin/bench}; never part of the tests. */
package io.jenkins.plugins.flinkdeploy.standalone.bench;
