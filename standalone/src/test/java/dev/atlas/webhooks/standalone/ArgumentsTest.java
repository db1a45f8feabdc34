package dev.atlas.webhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void withoutAnyItListensOnTheLoopbackAddressAtTheRoot() {
        assertThat(Arguments.parse(List.of()).address()).isEqualTo(new ServerAddress("127.0.0.1", 8080, "/"));
    }

    @Test
    void aValueFollowsItsOptionOrAnEqualsSign() {
        assertThat(Arguments.parse(List.of("--port", "80", "--host=::1", "--context-path", "/a/b"))
                        .address())
                .isEqualTo(new ServerAddress("::1", 80, "/a/b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --port        | The option --port needs a value.
            --port=http   | The port is a number from 0 to 65535, not 'http'
            --port=65536  | The port is a number from 0 to 65535, not 65536
            --host=       | The host is a name or an address of this machine, not empty
            --context-path=atlas | The context path is / or like /atlas, of letters, digits and . _ ~ -, not 'atlas'
            --context-path=/a/   | The context path is / or like /atlas, of letters, digits and . _ ~ -, not '/a/'
            8080          | Unknown argument '8080'. Allowed are --host, --port, --context-path and --help.
            """)
    void aBadArgumentIsNamedWithWhatIsAllowed(String argument, String message) {
        assertThatThrownBy(() -> Arguments.parse(List.of(argument))).hasMessage(message);
    }
}
