package dev.tablecast.local.cloud.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void anIdLooksLikeThoseOfApiGateway() {
        Ids ids = new Ids(new Random(7));

        assertThat(ids.next()).hasSameSizeAs("R0oXAdfD0kwCH6w=").matches("[\\w-]{15}=");
        assertThat(ids.next()).isNotEqualTo(ids.next());
    }

    @Test
    void theRandomSourceDecidesThem() {
        assertThat(new Ids(new Random(7)).next()).isEqualTo(new Ids(new Random(7)).next());
    }
}
