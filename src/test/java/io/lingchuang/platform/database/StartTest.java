package io.lingchuang.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.Lingchuang;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What stands in the way of a start is said in plain words, and nothing is touched. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    @TempDir
    Path data;

    @Test
    void a_port_that_is_taken_is_told_before_anything_is_made(CapturedOutput said) throws Exception {
        try (var other = new ServerSocket(0)) {
            Path untouched = data.resolve("new");
            assertThatThrownBy(() -> Lingchuang.main(
                            new String[] {"--server.port=" + other.getLocalPort(), "--lingchuang.data=" + untouched}))
                    .isInstanceOf(RuntimeException.class);
            assertThat(said.getAll())
                    .contains("Port " + other.getLocalPort() + " is not free", "--server.port=PORT")
                    .doesNotContain("\tat ");
            assertThat(untouched).doesNotExist();
        }
    }

    @Test
    void a_data_folder_that_another_process_uses_is_told_and_left_alone(CapturedOutput said) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data);
                var free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            assertThatThrownBy(
                            () -> Lingchuang.main(new String[] {"--server.port=" + port, "--lingchuang.data=" + data}))
                    .isInstanceOf(RuntimeException.class);
            assertThat(said.getAll())
                    .contains("Lingchuang is already running on the data folder " + data, "--lingchuang.data=FOLDER")
                    .doesNotContain("\tat ", "Exception");
            assertThat(new Cluster(data.resolve("postgres")).port()).isPresent();
            assertThat(server.url())
                    .contains(":" + new Cluster(data.resolve("postgres")).port().orElseThrow());
        }
    }
}
