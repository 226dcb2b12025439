#!/bin/sh
# The local cluster reads the command of a container and starts Flink's JVM itself; this image holds no Java.
echo "This Flink image runs on flink-deploy's local cluster only." >&2
exit 1
