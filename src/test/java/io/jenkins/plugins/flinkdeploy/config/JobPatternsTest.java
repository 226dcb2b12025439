package io.jenkins.plugins.flinkdeploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class JobPatternsTest {
    @Test
    public void no_pattern_is_every_job() {
        assertThat(new JobPatterns(null).include("team/orders")).isTrue();
        assertThat(new JobPatterns(" \n").include("orders")).isTrue();
    }

    @Test
    public void a_folder_is_everything_in_it_and_nothing_that_begins_like_it() {
        JobPatterns patterns = new JobPatterns("team\nother/orders");
        assertThat(patterns.include("team/orders/main")).isTrue();
        assertThat(patterns.include("team")).isTrue();
        assertThat(patterns.include("teams/orders")).isFalse();
        assertThat(patterns.include("other/orders/PR-1")).isTrue();
        assertThat(patterns.include("other/payments")).isFalse();
    }

    @Test
    public void one_star_stays_in_a_name_and_two_cross_folders() {
        assertThat(new JobPatterns("*/deploy").include("a/deploy")).isTrue();
        assertThat(new JobPatterns("*/deploy").include("a/b/deploy")).isFalse();
        assertThat(new JobPatterns("a/**/deploy-?").include("a/b/c/deploy-1")).isTrue();
        assertThat(new JobPatterns("a.b").include("axb")).as("a dot is a dot").isFalse();
    }
}
