package dev.rats4j.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checkpoints and proofs of transparency logs in use, as bundles of Sigstore bring them along, with the keys of their trust roots. */
class RekorCheckpointTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    private final Map<NoteKeyType, Integer> verified = new EnumMap<>(NoteKeyType.class);

    @Test
    void checkpointsOfLogsInUse() throws IOException, MalformedMessageException {
        List<JsonObject> entries = TokenVectors.entries("sigstore");
        for (JsonObject entry : entries) {
            String file = entry.string("file");
            Optional<JsonObject> root = trustRoot(file);
            if (entry.string("verdict").equals("accept") && file.endsWith("bundle.sigstore.json") && root.isPresent()) {
                JsonObject bundle = Json.parseObject(TokenVectors.read(file), JsonLimits.STANDARD);
                for (JsonObject logEntry : bundle.object("verificationMaterial")
                        .array("tlogEntries")
                        .objects()) {
                    check(logEntry, root.get());
                }
            }
        }
        System.out.println("checkpoints of Sigstore logs: " + verified);
        assertThat(verified.isEmpty()).isEqualTo(entries.isEmpty());
    }

    private static Optional<JsonObject> trustRoot(String file) throws IOException, MalformedMessageException {
        try {
            String root = file.substring(0, file.lastIndexOf('/') + 1) + "trusted_root.json";
            return Optional.of(Json.parseObject(TokenVectors.read(root), JsonLimits.STANDARD));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void check(JsonObject logEntry, JsonObject root) throws MalformedMessageException {
        if (!logEntry.has("inclusionProof")
                || !logEntry.object("inclusionProof").has("checkpoint")) {
            return;
        }
        JsonObject given = logEntry.object("inclusionProof");
        Bytes envelope = Bytes.ofUtf8(given.object("checkpoint").string("envelope"));
        SignedNote note = SignedNote.decode(envelope);
        assertThat(note.encode()).isEqualTo(envelope);
        for (JsonObject log : root.array("tlogs").objects()) {
            PublicKey publicKey =
                    CRYPTO.publicKey(base64(log.object("publicKey").string("rawBytes")));
            NoteKeyType type = CryptoBackend.isEd25519(publicKey) ? NoteKeyType.ED25519 : NoteKeyType.ECDSA;
            NoteKey key = new NoteKey(note.untrustedSignatures().get(0).keyName(), type, publicKey);
            if (key.isNamedBy(note.untrustedSignatures().get(0))) {
                String origin = Checkpoint.decode(note.untrustedText()).origin();
                TreeHead head =
                        ((VerifiedCheckpoint) CheckpointPolicy.of(origin, key).verify(note, CRYPTO)).head();
                InclusionProof proof = new InclusionProof(
                        Long.parseLong(given.string("treeSize")),
                        Long.parseLong(given.string("logIndex")),
                        given.array("hashes").strings().stream()
                                .map(RekorCheckpointTest::base64)
                                .toList());
                Bytes leaf = MerkleHash.ofLeaf(base64(logEntry.string("canonicalizedBody")));
                assertThat(proof.verify(leaf, head)).isPresent();
                verified.merge(type, 1, Integer::sum);
            }
        }
    }

    private static Bytes base64(String text) {
        return Bytes.copyOf(Base64.getDecoder().decode(text));
    }
}
