package io.jenkins.plugins.flinkdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every error of a build says. */
final class Paragraphs {
    private Paragraphs() {}

    /** The message of a build that failed: once what was left untouched, and what to do. */
    static String of(ThrowingCallable build) {
        UserException failure = catchThrowableOfType(UserException.class, build);
        assertThat(failure).as("the build fails with a message for people").isNotNull();
        assertThat(failure.getMessage().split("not touched", -1))
                .as("said once in: " + failure.getMessage())
                .hasSize(2);
        assertThat(failure.untouched()).isPresent();
        assertThat(failure.remedy())
                .as("what to do, in: " + failure.getMessage())
                .isPresent();
        return failure.getMessage();
    }
}
