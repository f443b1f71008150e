package io.bloomery.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventFileTest {

    @Test
    void writesTheBytesThatTensorBoardsOwnWriterWrites() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventFile events = new EventFile(out, 1.5);
        events.add(1.5, 0, new TreeMap<>(Map.of("train/loss", 10.25, "validation/loss", 10.5)));
        events.add(1732290000.125, 300, new TreeMap<>(Map.of("train/gradient_norm", 0.1, "train/loss", Double.NaN)));
        try (InputStream golden = EventFileTest.class.getResourceAsStream("/golden/events.tfevents")) {
            assertThat(out.toByteArray()).isEqualTo(golden.readAllBytes());
        }
    }

    /** From RFC 3720, section B.4, rotated by 15 bits and shifted by the constant of TFRecord. */
    @Test
    void masksTheChecksumOfTheStandard() {
        assertThat(EventFile.maskedCrc(new byte[32])).isEqualTo(Integer.rotateRight(0x8a9136aa, 15) + 0xa282ead8);
        assertThat(EventFile.maskedCrc("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Integer.rotateRight(0xe3069283, 15) + 0xa282ead8);
    }
}
