/**
 * Runs the statements of an SQL script as one Flink job. The classes of this package are put into the image of a job, so they
 * use nothing but Java 8 and the Table API of Flink, of which they touch only what is the same in Flink 1.15 and 2.x.
 */
package io.jenkins.plugins.flinkdeploy.engine.sqlrunner;
