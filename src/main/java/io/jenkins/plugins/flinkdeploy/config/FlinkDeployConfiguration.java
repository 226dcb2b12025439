package io.jenkins.plugins.flinkdeploy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.security.Permission;
import hudson.util.FormValidation;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionException;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.definition.Prices;
import io.jenkins.plugins.flinkdeploy.engine.definition.PricesReader;
import io.jenkins.plugins.flinkdeploy.security.FlinkPermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The targets that this Jenkins deploys to, and what cpu and memory cost. */
@Extension
@Symbol("flinkDeploy")
public final class FlinkDeployConfiguration extends GlobalConfiguration {
    private static final Logger LOGGER = Logger.getLogger(FlinkDeployConfiguration.class.getName());

    /** A plain list, so that the file that keeps it stays readable; never changed in place. */
    private List<FlinkTarget> targets = new ArrayList<>();

    /** As a prices file; null for none. */
    private String prices;

    public FlinkDeployConfiguration() {
        load();
    }

    public static FlinkDeployConfiguration get() {
        return ExtensionList.lookupSingleton(FlinkDeployConfiguration.class);
    }

    public List<FlinkTarget> getTargets() {
        return Collections.unmodifiableList(targets);
    }

    /**
     * @throws IllegalArgumentException when two targets have the same name
     */
    @DataBoundSetter
    public void setTargets(List<FlinkTarget> targets) {
        TargetForms.checkNames(targets);
        this.targets = new ArrayList<>(targets);
        save();
    }

    /** What cpu and memory cost, as a prices file (docs/cost.md). */
    @CheckForNull
    public String getPrices() {
        return prices;
    }

    /**
     * @throws IllegalArgumentException when it is not what a prices file may say
     */
    @DataBoundSetter
    public void setPrices(@CheckForNull String prices) {
        String given = Util.fixEmptyAndTrim(prices);
        if (given != null) {
            try {
                read(given);
            } catch (DefinitionException e) {
                throw new IllegalArgumentException(e.problem(), e);
            }
        }
        this.prices = given;
        save();
    }

    /** What cpu and memory cost; empty where nobody wrote it down, so that no costs are shown. */
    public Optional<Prices> knownPrices() {
        try {
            return Optional.ofNullable(prices).map(FlinkDeployConfiguration::read);
        } catch (DefinitionException e) {
            // Somebody changed the file on disk.
            LOGGER.log(Level.WARNING, e, () -> "The prices cannot be used, so no costs are shown");
            return Optional.empty();
        }
    }

    private static Prices read(String text) {
        return PricesReader.read(new NamedSource(Messages.FlinkDeployConfiguration_prices(), text));
    }

    @POST
    public FormValidation doCheckPrices(@QueryParameter String value) {
        Jenkins.get().checkPermission(FlinkPermissions.ADMINISTER_TARGETS);
        String given = Util.fixEmptyAndTrim(value);
        try {
            return given == null
                    ? FormValidation.ok()
                    : FormValidation.ok(Messages.FlinkDeployConfiguration_currency(
                            read(given).currency()));
        } catch (DefinitionException e) {
            return FormValidation.error(e.problem());
        }
    }

    /** The target of this name. */
    public Optional<FlinkTarget> target(String name) {
        return targets.stream().filter(target -> target.getName().equals(name)).findFirst();
    }

    /** Who sees the form, on a page that asks for Overall/Manage besides. */
    @NonNull
    @Override
    public Permission getRequiredGlobalConfigPagePermission() {
        return FlinkPermissions.ADMINISTER_TARGETS;
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        Jenkins.get().checkPermission(FlinkPermissions.ADMINISTER_TARGETS);
        List<FlinkTarget> given = request.bindJSONToList(FlinkTarget.class, json.get("targets"));
        try {
            setTargets(given);
        } catch (IllegalArgumentException e) {
            throw new Descriptor.FormException(e.getMessage(), e, "targets");
        }
        try {
            setPrices(json.optString("prices"));
        } catch (IllegalArgumentException e) {
            throw new Descriptor.FormException(e.getMessage(), e, "prices");
        }
        return true;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.FlinkDeployConfiguration_displayName();
    }
}
