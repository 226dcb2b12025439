package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.Test;

public class PathRewriterTest {
    private final PathRewriter paths = new PathRewriter(Map.of(
            "/opt/flink", Path.of("/images/a/opt/flink"),
            "/opt/flink/conf", Path.of("/pods/p/conf"),
            "/app", Path.of("/images/a/app")));

    @Test
    public void a_path_is_found_wherever_it_stands_in_a_text() {
        assertThat(paths.rewrite("/opt/flink/usrlib/job.jar")).isEqualTo("/images/a/opt/flink/usrlib/job.jar");
        assertThat(paths.rewrite("local:///opt/flink/usrlib/job.jar"))
                .isEqualTo("local:///images/a/opt/flink/usrlib/job.jar");
        assertThat(paths.rewrite("-Dx=/opt/flink,file:/app")).isEqualTo("-Dx=/images/a/opt/flink,file:/images/a/app");
        assertThat(paths.rewrite("/opt/flink/a.jar:/app/b.jar"))
                .isEqualTo("/images/a/opt/flink/a.jar:/images/a/app/b.jar");
    }

    @Test
    public void the_longest_mount_wins() {
        assertThat(paths.rewrite("/opt/flink/conf/flink-conf.yaml")).isEqualTo("/pods/p/conf/flink-conf.yaml");
    }

    @Test
    public void names_that_only_begin_alike_are_left_alone() {
        assertThat(paths.rewrite("/opt/flinkish /application /app-data /opt/flink/confidential"))
                .isEqualTo("/opt/flinkish /application /app-data /images/a/opt/flink/confidential");
    }

    @Test
    public void paths_below_other_directories_and_urls_of_other_hosts_are_left_alone() {
        String text = "/home/me/app /srv/opt/flink https://example.org/app s3://bucket/opt/flink";
        assertThat(paths.rewrite(text)).isEqualTo(text);
    }

    @Test
    public void rewriting_twice_is_rewriting_once() {
        String once = paths.rewrite("file:///opt/flink/usrlib");
        assertThat(paths.rewrite(once)).isEqualTo(once);
    }

    @Test
    public void options_about_pods_still_to_be_made_keep_their_paths() {
        String text = FlinkConfigText.rewrite(
                """
                kubernetes.flink.conf.dir: /opt/flink/conf
                kubernetes.pod-template-file.taskmanager: /opt/flink/pod-template/x.yaml
                pipeline.jars: local:///opt/flink/usrlib/job.jar
                """,
                paths);
        assertThat(text)
                .isEqualTo(
                        """
                        kubernetes.flink.conf.dir: /opt/flink/conf
                        kubernetes.pod-template-file.taskmanager: /images/a/opt/flink/pod-template/x.yaml
                        pipeline.jars: local:///images/a/opt/flink/usrlib/job.jar
                        """);
    }
}
