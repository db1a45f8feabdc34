package dev.atlas.webhooks.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.atlas.webhooks.config.Setting;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.jetty.jndi.ContextFactory;
import org.eclipse.jetty.jndi.InitialContextFactory;
import org.eclipse.jetty.util.jndi.NamingUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // JNDI is what is tested, and it takes a Hashtable
class ContainerJndiTest {
    /** As in a container: the parent of an application's class loader has the JNDI classes. */
    private static final ClassLoader APPLICATION =
            new URLClassLoader(new URL[0], ContainerJndiTest.class.getClassLoader());

    private final MysqlDataSource dataSource = new MysqlDataSource();
    private Context root;
    private ContainerJndi jndi;

    @BeforeEach
    void bindAsJettyDoes() throws NamingException {
        ContextFactory.associateClassLoader(getClass().getClassLoader());
        Hashtable<String, String> jetty = new Hashtable<>();
        jetty.put(Context.INITIAL_CONTEXT_FACTORY, InitialContextFactory.class.getName());
        jetty.put(Context.URL_PKG_PREFIXES, "org.eclipse.jetty.jndi");
        root = new InitialContext(jetty);
        Context environment = (Context) root.lookup("java:comp");
        environment.createSubcontext("env");
        jndi = new ContainerJndi(root, APPLICATION);
    }

    @AfterEach
    void unbind() throws NamingException {
        ((Context) root.lookup("java:comp")).destroySubcontext("env");
        ContextFactory.disassociateClassLoader();
    }

    @Test
    void findsADataSourceInTheApplicationsEnvironment() throws NamingException {
        bind("java:comp/env", "jdbc/atlas", dataSource);

        assertThat(jndi.hasDataSource("jdbc/atlas")).isTrue();
        assertThat(jndi.dataSource("jdbc/atlas")).isInstanceOf(DataSource.class);
        assertThat(jndi.dataSource("java:comp/env/jdbc/atlas")).isInstanceOf(DataSource.class);
    }

    @Test
    void findsADataSourceThatTheServerBoundForAllApplications() throws NamingException {
        bind("", "jdbc/shared", dataSource);

        assertThat(jndi.dataSource("jdbc/shared")).isInstanceOf(DataSource.class);
    }

    @Test
    void findsNothingWhereNothingIsBound() {
        assertThat(jndi.hasDataSource("jdbc/atlas")).isFalse();
        assertThat(jndi.hasMailSession("mail/atlas")).isFalse();
        assertThat(jndi.get(Setting.MASTER_KEY)).isNull();
    }

    @Test
    void findsAMailSessionAndLeavesTheThreadsClassLoaderAlone() throws NamingException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        bind("java:comp/env", "mail/atlas", "stands for a Session");

        assertThat(jndi.hasMailSession("mail/atlas")).isTrue();
        assertThat(jndi.mailSession("mail/atlas")).isEqualTo("stands for a Session");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void saysWhatIsBoundInsteadOfADataSource() throws NamingException {
        bind("java:comp/env", "jdbc/atlas", "just a text");

        assertThatThrownBy(() -> jndi.dataSource("jdbc/atlas"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("jdbc/atlas must be a DataSource, but is a java.lang.String");
    }

    @Test
    void readsSettingsFromEnvironmentEntries() throws NamingException {
        bind("java:comp/env", "atlas.retention", "45d");
        bind("java:comp/env", "atlas.db.pool-size", 30);

        assertThat(jndi.get(Setting.RETENTION)).isEqualTo("45d");
        assertThat(jndi.get(Setting.DB_POOL_SIZE)).isEqualTo("30");
        assertThat(jndi.origin(Setting.RETENTION)).isEqualTo("JNDI entry java:comp/env/atlas.retention");
    }

    @Test
    void neverLooksUpAUrl() {
        assertThat(jndi.hasDataSource("ldap://127.0.0.1:1/x")).isFalse();
    }

    @Test
    void isEmptyWhereThereIsNoJndiAtAll() throws NamingException {
        ContainerJndi none = new ContainerJndi(new InitialContext(new Hashtable<>()), APPLICATION);

        assertThat(none.hasDataSource("jdbc/atlas")).isFalse();
        assertThat(none.get(Setting.DB_URL)).isNull();
    }

    private void bind(String context, String name, Object value) throws NamingException {
        Context target = context.isEmpty() ? root : (Context) root.lookup(context);
        NamingUtil.bind(target, name, value);
    }
}
