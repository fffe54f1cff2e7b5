package dev.rats4j.coswid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CoswidTest {

    private static final NamedDigest HASH = NamedDigest.of(HashAlgorithm.SHA256.digest(Bytes.ofUtf8("content")));

    private static SwidContent.Builder content() {
        return SwidContent.builder()
                .tagVersion(0)
                .softwareName("Detector")
                .entities(List.of(SwidEntity.of("ACME", SwidEntity.TAG_CREATOR, SwidEntity.SOFTWARE_CREATOR)));
    }

    @Test
    @DisplayName("a tag is written as the map of the RFC, its arrays only where there is more than one")
    void map() {
        Coswid coswid = new Coswid(SwidTagId.of("id"), content().build());
        assertThat(coswid.encode().toHex())
                .isEqualTo("a4" + "00626964" + "01684465746563746f72" + "02a2181f6441434d451821820102" + "0c00");
        assertThat(coswid.encodeTagged().toHex()).startsWith("da53574944a4");
        assertThat(coswid.tagCreator()).contains(coswid.entities().get(0));
    }

    @Test
    @DisplayName("an allow-list of 100,000 files is read and written in time and found again")
    void largeAllowList() throws MalformedMessageException {
        List<FileEntry> files = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            files.add(FileEntry.of("file-" + i, HASH));
        }
        DirectoryEntry directory = DirectoryEntry.of("usr", PathElements.of(files));
        Coswid coswid = new Coswid(
                SwidTagId.of("list"),
                content()
                        .payload(SwidPayload.of(ResourceCollection.of(new PathElements(List.of(directory), List.of()))))
                        .build());
        Bytes encoded = coswid.encode();
        Coswid read = org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Coswid.decode(encoded));
        assertThat(read.content().payload().orElseThrow().resources().allFiles())
                .hasSize(100_000)
                .isEqualTo(files);
    }

    @Test
    @DisplayName("uris are read with and without their tag, and kept as they are")
    void uris() throws MalformedMessageException {
        for (boolean tagged : new boolean[] {true, false}) {
            SwidLink link = new SwidLink(
                    Optional.of("/a"),
                    new SwidUri("swid:other", tagged),
                    Optional.empty(),
                    Optional.of(SwidLink.SHARED),
                    SwidTerm.of("license"),
                    Optional.empty(),
                    Optional.of(SwidLink.REQUIRED),
                    SwidAttributes.ofLanguage("en"));
            Coswid coswid = new Coswid(
                    SwidTagId.of("id"), content().links(List.of(link)).build());
            assertThat(Coswid.decode(coswid.encode()).content().links()).containsExactly(link);
        }
    }

    @Test
    @DisplayName("members of extensions are kept, in whatever map they are")
    void extensions() throws MalformedMessageException {
        Bytes suit = Cbor.map().put(60, Cbor.integer(1)).encode();
        SwidAttributes attributes = new SwidAttributes(
                Optional.empty(),
                Map.of(CborKey.of(59), suit, CborKey.of("color"), Cbor.array(Cbor.text("red"), Cbor.text("blue"))));
        Coswid coswid = new Coswid(
                SwidTagId.of("id"),
                content()
                        .evidence(new SwidEvidence(
                                ResourceCollection.of(PathElements.NONE),
                                Optional.of(Instant.ofEpochSecond(1_700_000_000)),
                                Optional.of("device"),
                                Optional.empty(),
                                attributes))
                        .build());
        SwidAttributes read = Coswid.decode(coswid.encode())
                .content()
                .evidence()
                .orElseThrow()
                .attributes();
        assertThat(read).isEqualTo(attributes);
        assertThat(read.other(CborKey.of(59))).contains(suit);
        assertThat(read.texts(CborKey.of("color"))).containsExactly("red", "blue");
        assertThat(read.texts(CborKey.of(59))).isEmpty();
        assertThat(read.texts(CborKey.of("absent"))).isEmpty();
    }

    @Test
    @DisplayName("values refuse nonsense")
    void nonsense() {
        refuses(
                "tag-version",
                () -> new Coswid(SwidTagId.of(""), SwidContent.builder().build()));
        refuses(
                "software-name",
                () -> new Coswid(
                        SwidTagId.of(""), SwidContent.builder().tagVersion(1).build()));
        refuses(
                "entity",
                () -> new Coswid(
                        SwidTagId.of(""),
                        SwidContent.builder().tagVersion(1).softwareName("").build()));
        refuses("role", () -> SwidEntity.of("nobody"));
        refuses("16 bytes", () -> new SwidTagId.Uuid(Bytes.of(1)));
        refuses("out of range", () -> SwidLink.of(SwidTerm.of(-257), ""));
        refuses(
                "number of its algorithm",
                () -> FileEntry.of("f", new NamedDigest(new NamedDigest.ByName("sha-1"), Bytes.EMPTY)));
        refuses(
                "unsigned",
                () -> new FileEntry(
                        FileSystemItem.of(""),
                        OptionalLong.of(-1),
                        Optional.empty(),
                        Optional.empty(),
                        SwidAttributes.NONE));
        refuses(
                "member of its own",
                () -> SwidPayload.of(ResourceCollection.of(PathElements.NONE))
                        .equals(new SwidPayload(ResourceCollection.of(PathElements.NONE), other(CborKey.of(17)))));
        refuses("no key", () -> other(CborKey.of(15)));
        refuses("no key", () -> other(new CborKey.Binary(Bytes.of(1))));
        refuses(
                "deterministic",
                () -> new SwidAttributes(Optional.empty(), Map.of(CborKey.of(99), Bytes.fromHex("1801"))));
        SwidEvidence evidence = new SwidEvidence(
                ResourceCollection.of(PathElements.NONE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SwidAttributes.NONE);
        refuses(
                "not both",
                () -> content()
                        .evidence(evidence)
                        .payload(SwidPayload.of(ResourceCollection.of(PathElements.NONE)))
                        .build());
        refuses(
                "whole seconds",
                () -> new SwidEvidence(
                        ResourceCollection.of(PathElements.NONE),
                        Optional.of(Instant.ofEpochMilli(1)),
                        Optional.empty(),
                        Optional.empty(),
                        SwidAttributes.NONE));
    }

    private static SwidAttributes other(CborKey key) {
        return new SwidAttributes(Optional.empty(), Map.of(key, Cbor.integer(1)));
    }

    private static void refuses(String words, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(words);
    }
}
