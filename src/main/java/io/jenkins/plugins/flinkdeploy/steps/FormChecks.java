package io.jenkins.plugins.flinkdeploy.steps;

import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.run.SettingTexts;
import java.util.function.Consumer;

/** Says of what somebody writes into a form what the step would say. */
final class FormChecks {
    private FormChecks() {}

    static FormValidation duration(String name, String value) {
        return of(value, text -> SettingTexts.duration(name, text));
    }

    static FormValidation revision(String name, String value) {
        return of(value, text -> SettingTexts.revision(name, text));
    }

    static FormValidation count(String name, String value) {
        return of(value, text -> SettingTexts.count(name, text));
    }

    static FormValidation pattern(String name, String value) {
        return of(value, text -> SettingTexts.pattern(name, text));
    }

    /** What may be chosen, and that of the cluster file where nothing is. */
    static ListBoxModel choices(Class<? extends Enum<?>> type) {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.FlinkDeployStep_asInFile(), "");
        SettingTexts.written(type).forEach(items::add);
        return items;
    }

    private static FormValidation of(String value, Consumer<String> reading) {
        String text = Util.fixEmptyAndTrim(value);
        try {
            if (text != null) {
                reading.accept(text);
            }
            return FormValidation.ok();
        } catch (UserException e) {
            return FormValidation.error(
                    e.problem() + e.remedy().map(remedy -> " " + remedy).orElse(""));
        }
    }
}
