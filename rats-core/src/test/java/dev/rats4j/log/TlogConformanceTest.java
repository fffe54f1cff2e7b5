package dev.rats4j.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Checkpoints and tiles of a log that others made. */
class TlogConformanceTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private int outOfScope;
    private int tiles;
    private int checked;

    @Test
    @DisplayName("checkpoints and tiles of others are accepted and refused as their manifest says")
    void conformance() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("tlog")) {
            String verdict = entry.string("verdict");
            if (verdict.equals("companion")) {
                continue;
            }
            if (verdict.equals("out-of-scope")) {
                outOfScope++;
                continue;
            }
            Optional<String> refusal = refusal(entry);
            boolean isRefused = verdict.equals("reject") || verdict.equals("accept-legacy");
            (refusal.isPresent() == isRefused ? agreed : disagreed)
                    .add(entry.string("file") + ": " + refusal.orElse("accepted"));
        }
        System.out.println("conformance tokens/tlog run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope
                + ", tiles=" + tiles + ", entries=" + checked + "} " + disagreed);
        assertThat(disagreed).isEmpty();
        assertThat(agreed).hasSizeGreaterThanOrEqualTo(11);
        assertThat(checked).isGreaterThanOrEqualTo(15);
    }

    private Optional<String> refusal(JsonObject entry) throws IOException {
        try {
            if (entry.string("verdict").equals("parse-only")) {
                Checkpoint.decode(SignedNote.decode(TokenVectors.read(entry.string("file")))
                        .untrustedText());
                return Optional.empty();
            }
            CheckpointResult result = verify(entry);
            if (result instanceof CheckpointResult.Refused refused) {
                return Optional.of(refused.reason());
            }
            VerifiedCheckpoint checkpoint = (VerifiedCheckpoint) result;
            compare(entry, checkpoint);
            return tilesRefusal(entry, checkpoint.head());
        } catch (MalformedMessageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static CheckpointResult verify(JsonObject entry) throws IOException, MalformedMessageException {
        NoteKey key = NoteKey.parse(entry.object("values").string("verifier_key"), CRYPTO);
        assertThat(key.text()).isEqualTo(entry.object("values").string("verifier_key"));
        Bytes note = TokenVectors.read(entry.string("file"));
        assertThat(SignedNote.decode(note).encode()).isEqualTo(note);
        return CheckpointPolicy.of(key.name(), key).verify(note, CRYPTO);
    }

    private static void compare(JsonObject entry, VerifiedCheckpoint found) throws MalformedMessageException {
        Optional<JsonObject> claims = entry.object("expected").optionalObject("claims");
        if (claims.isPresent()) {
            assertThat(found.origin()).isEqualTo(claims.get().string("origin"));
            assertThat(found.head().size()).isEqualTo(claims.get().integer("size"));
            assertThat(StandardBase64.encode(found.head().root()))
                    .isEqualTo(claims.get().string("root_sha256_base64"));
        }
    }

    /** Tiles and entries lie beside the checkpoint, in the folders that their format names. */
    private Optional<String> tilesRefusal(JsonObject entry, TreeHead head)
            throws IOException, MalformedMessageException {
        String file = entry.string("file");
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        if (head.size() == 0 || head.size() > Tile.FULL) {
            return Optional.empty();
        }
        Tile leaves = new Tile(0, 0, (int) head.size());
        TiledTree tree = new TiledTree(tile -> find(folder + tile.path()), head);
        Optional<Bytes> bundle = find(folder + leaves.entriesPath());
        if (find(folder + leaves.path()).isEmpty() || bundle.isEmpty()) {
            return Optional.empty();
        }
        tiles++;
        EntryBundle entries = EntryBundle.decode(bundle.get());
        assertThat(entries.encode()).isEqualTo(bundle.get());
        if (!tree.root().equals(head.root())
                || entries.entries().size() != head.size()
                || tree.verify(0, entries.entries()).isEmpty()) {
            return Optional.of("tiles of another tree");
        }
        for (int i = 0; i < head.size(); i++) {
            assertThat(tree.verify(i, MerkleHash.ofLeaf(entries.entries().get(i))))
                    .isPresent();
            checked++;
        }
        return Optional.empty();
    }

    private static Optional<Bytes> find(String file) throws IOException {
        try {
            return Optional.of(TokenVectors.read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
