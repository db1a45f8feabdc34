package dev.atlas.webhooks.config;

import java.util.Objects;

/** All settings, checked. Immutable; prints without secrets. */
public record AtlasConfig(
        DatabaseConfig database,
        MailSettings mail,
        MasterKeys masterKeys,
        BootstrapConfig bootstrap,
        DeliveryConfig delivery,
        NodeConfig node) {

    /**
     * Reads and checks every setting.
     *
     * @param container tells whether the container has bound what {@code atlas.db.jndi} and {@code atlas.mail.jndi} name
     * @throws ConfigException with every problem there is
     */
    public static AtlasConfig read(Settings settings, ContainerResources container) {
        SettingsReader in = new SettingsReader(settings);
        DatabaseConfig database = ConnectionSettings.database(in, container);
        MailSettings mail = ConnectionSettings.mail(in, container);
        MasterKeys masterKeys = MasterKeys.read(in);
        BootstrapConfig bootstrap = BootstrapConfig.read(in);
        DeliveryConfig delivery = DeliveryConfig.read(in);
        NodeConfig node = NodeConfig.read(
                in, delivery.retryOffsets().get(delivery.retryOffsets().size() - 1));
        in.throwIfAnyProblem();
        return new AtlasConfig(
                Objects.requireNonNull(database), mail, Objects.requireNonNull(masterKeys), bootstrap, delivery, node);
    }
}
