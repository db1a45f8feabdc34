package dev.atlas.webhooks.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PublicIdTest {
    @Test
    void whatIsShownIsReadBack() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            WorkspaceId workspace = new WorkspaceId(1 + (random.nextLong() >>> (1 + random.nextInt(60))));
            EventId id = new EventId(workspace, random.nextLong() >>> (1 + random.nextInt(60)));
            assertThat(EventId.parse(id.toString())).isEqualTo(id);
            assertThat(WorkspaceId.parse(workspace.toString())).isEqualTo(workspace);
        }
    }

    @Test
    void idsSortByTheirNumbers() {
        WorkspaceId workspace = new WorkspaceId(WorkspaceId.STEP);
        assertThat(new EventId(workspace, 31).toString())
                .isEqualTo("evt_000000000000FG000000000100")
                .isLessThan(new EventId(workspace, 32).toString());
    }
}
