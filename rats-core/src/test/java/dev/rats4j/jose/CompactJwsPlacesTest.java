package dev.rats4j.jose;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.json.Base64Url;
import dev.rats4j.wire.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where in its text a token is refused. */
class CompactJwsPlacesTest {

    private static final String HEADER = Base64Url.encode(Bytes.ofUtf8("{\"alg\":\"ES256\"}"));
    private static final String SIGNATURE = Base64Url.encode(Bytes.copyOf(new byte[64]));

    private static void assertRefusedAt(String token, String field, int offset) {
        assertRefused(() -> CompactJws.parse(token), field, offset);
        assertRefused(() -> CompactJws.parse(Bytes.ofUtf8(token)), field, offset);
    }

    @Test
    @DisplayName("T-61 the part that is wrong is named, with its offset in the token")
    void namesThePart() throws Exception {
        assertThat(CompactJws.parse(HEADER + ".AAAA." + SIGNATURE).payload()).isEqualTo(Bytes.of(0, 0, 0));
        assertThat(CompactJws.parse(HEADER + ".." + SIGNATURE).payload()).isEqualTo(Bytes.EMPTY);
        assertRefusedAt("", "JWS", 0);
        assertRefusedAt(HEADER + ".AAAA", "JWS", 0);
        assertRefusedAt("." + SIGNATURE, "JWS", 0);
        assertRefusedAt(HEADER + ".AAAA.", "JWS.signature", HEADER.length() + 5);
        assertRefusedAt(HEADER + ".AAAA.AA!A", "JWS.signature", HEADER.length() + 6 + 2);
        assertRefusedAt(HEADER + ".AA!A." + SIGNATURE, "JWS.payload", HEADER.length() + 1 + 2);
        assertRefusedAt("e!AA.AAAA." + SIGNATURE, "JWS.header", 1);
        assertRefusedAt(HEADER + ".AAAA.AAAA.AAAA", "JWS.signature", HEADER.length() + 6 + 4);
    }

    @Test
    @DisplayName("T-61 a token has up to 2^20 characters")
    void boundsTheLength() throws Exception {
        String start = HEADER + ".";
        String end = "." + SIGNATURE;
        int room = CompactJws.MAX_LENGTH - start.length() - end.length();
        for (int payload : new int[] {room - 1, room}) { // 3 and 0 characters over whole groups of base64url
            String token = start + "A".repeat(payload) + end;
            assertThat(CompactJws.parse(token).text()).isEqualTo(token);
            assertThat(CompactJws.parse(Bytes.ofUtf8(token)).text()).isEqualTo(token);
        }
        assertRefusedAt(start + "A".repeat(room + 1) + end, "JWS", CompactJws.MAX_LENGTH);
    }
}
