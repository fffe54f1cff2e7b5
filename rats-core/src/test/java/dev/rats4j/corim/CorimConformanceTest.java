package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.corim.profile.CcaProfile;
import dev.rats4j.corim.profile.IntelProfile;
import dev.rats4j.corim.profile.ServiceProfiles;
import dev.rats4j.corim.profile.StandardProfiles;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** CoRIMs, their parts and signed CoRIMs of the drafts and of other implementations, with the verdicts of their manifest. */
class CorimConformanceTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final CorimProfiles PROFILES = StandardProfiles.all().with(ServiceProfiles.all());

    /**
     * The manifest accepts these, we refuse them, with the reason as proof.
     *
     * <p>The first: {@code corim = tagged-unsigned-corim-map / signed-corim}, and each of {@code $concise-tag-type-choice} is tagged;
     * this is an untagged map, and its tags are untagged byte strings. The manifest calls the same layout legacy under
     * {@code veraison_cocli/data/corim}.
     *
     * <p>The second: a measurement-values-map has the key -89 twice, so it is no valid CBOR, RFC 8949, 5.6.
     */
    private static final Map<String, String> WRONGLY_ACCEPTED = Map.of(
            "corim/veraison_services/perf/data/corim-psa-full.cbor", "tag 501 expected",
            "intel-corim/nedmsmith_draft-cds-rats-intel-corim-profile/examples/irim-1test.cbor", "key is there twice");

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private final List<String> outOfScope = new ArrayList<>();
    private final RoundTrips roundTrips = new RoundTrips();

    private void run(String spec) throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries(spec)) {
            switch (entry.string("verdict")) {
                case "companion" -> {
                    // keys, and texts of what stands beside them as bytes
                }
                case "out-of-scope" -> outOfScope.add(entry.string("file"));
                case "accept", "accept-with-status", "parse-only" -> accept(entry);
                default -> refuse(entry);
            }
        }
        System.out.println("conformance tokens/" + spec + " run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {} out-of-scope=" + outOfScope + ' '
                + roundTrips);
    }

    @Test
    @DisplayName("vectors of the draft and of other implementations are accepted and refused as their manifest says")
    void conformance() throws IOException, MalformedMessageException {
        run("corim");
        assertThat(disagreed).isEmpty();
        assertThat(agreed).hasSizeGreaterThan(120);
        assertThat(roundTrips.identical()).isGreaterThan(45);
        assertThat(roundTrips.different()).isEmpty();
    }

    @Test
    @DisplayName("vectors of the Intel profile are accepted, and keep its rules")
    void intel() throws IOException, MalformedMessageException {
        run("intel-corim");
        assertThat(disagreed).isEmpty();
        assertThat(agreed).hasSizeGreaterThan(18);
        assertThat(roundTrips.different()).isEmpty();
    }

    private void accept(JsonObject entry) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        Bytes message = TokenVectors.read(file);
        if (WRONGLY_ACCEPTED.containsKey(file)) {
            assertThatThrownBy(() -> Corim.decode(file.startsWith("intel") ? framed(message) : message, PROFILES))
                    .hasMessageContaining(WRONGLY_ACCEPTED.get(file));
            agreed.add(file + ": the manifest is wrong, see above");
            return;
        }
        try {
            if (entry.string("kind").equals("cose")) {
                acceptSigned(entry, message);
            } else {
                new Part(entry, message).accept();
            }
            agreed.add(file);
        } catch (MalformedMessageException e) {
            disagreed.add(file + ": " + e.getMessage());
        }
    }

    /** Makers that leave the profile out of their CoRIMs use the types of the first CCA drafts: a caller who knows says so. */
    private void acceptSigned(JsonObject entry, Bytes message) throws IOException, MalformedMessageException {
        JsonObject expected = entry.object("expected");
        PublicKey key = key(expected.string("key"));
        if (verified(message, key).isEmpty()) {
            throw new MalformedMessageException("signature", 0, "does not verify");
        }
        if (expected.has("with_wrong_key")
                && verified(message, key(expected.object("with_wrong_key").string("key")))
                        .isPresent()) {
            throw new MalformedMessageException("signature", 0, "verifies with a wrong key");
        }
        roundTrips.add(verified(message, key).orElseThrow().corim());
    }

    private static Optional<SignedCorim.Verified> verified(Bytes message, PublicKey key)
            throws MalformedMessageException {
        try {
            return SignedCorim.decode(message, PROFILES).verify(CRYPTO, key);
        } catch (MalformedMessageException e) {
            return SignedCorim.decode(message, PROFILES.assuming(CcaProfile.oldPlatform()))
                    .verify(CRYPTO, key);
        }
    }

    private static void keepsItsProfile(Corim corim) throws MalformedMessageException {
        if (corim.profile().filter(id -> PROFILES.find(id).isPresent()).isPresent()) {
            List<CorimProfile.Violation> violations = PROFILES.check(corim);
            if (!violations.isEmpty()) {
                throw new MalformedMessageException(
                        violations.get(0).path(), 0, violations.get(0).detail());
            }
        }
    }

    /** What the bytes of an entry are: a CoRIM, or a part of one. */
    private final class Part {
        private final Bytes message;
        private final CborItem item;
        private final String rule;
        private final boolean parseOnly;
        private final boolean ofIntel;

        Part(JsonObject entry, Bytes message) throws MalformedMessageException {
            this.message = message;
            item = CborItem.decode(message, CborProfile.WELL_FORMED);
            rule = entry.object("expected").optionalString("cddl_rule").orElse("");
            parseOnly = entry.string("verdict").equals("parse-only");
            ofIntel = entry.string("spec").equals("intel-corim");
        }

        void accept() throws MalformedMessageException {
            if (rule.equals("start")) {
                InternalRepresentation.check(item);
            } else if (rule.equals("concise-tl-tag")) {
                roundTrips.add(message, CorimWriter.write(CorimReader.readTagList(item)));
            } else if (item.isTagged(Corim.TAG)) {
                acceptCorim();
            } else if (EvidenceFragments.isEvidence(item)) {
                EvidenceFragments.check(item);
            } else if ((has(1) && has(8)) || has(258)) {
                acceptHeader();
            } else if (has(4)) {
                acceptComid();
            } else {
                Environment environment = new EnvironmentReader(CborCursor.of(item), TypeChoices.NONE).read();
                roundTrips.add(message, MeasurementWriter.write(environment));
            }
        }

        private boolean has(long key) throws MalformedMessageException {
            return item.map("part").keys().contains(CborKey.of(key));
        }

        private void acceptCorim() throws MalformedMessageException {
            Corim corim = Corim.decode(message, PROFILES);
            keepsItsProfile(corim);
            roundTrips.add(message, corim);
        }

        private void acceptComid() throws MalformedMessageException {
            Bytes framed = framed(message);
            try {
                Corim corim = Corim.decode(framed, PROFILES);
                roundTrips.add(framed, corim);
                if (ofIntel) {
                    keepsItsProfile(corim.toBuilder().profile(IntelProfile.ID).build());
                }
            } catch (MalformedMessageException e) {
                if (!parseOnly) {
                    throw e;
                }
                EvidenceFragments.checkOldPsa(item); // triples whose numbers mean something else today
            }
        }

        private void acceptHeader() throws MalformedMessageException {
            boolean isEnvelope = has(258);
            Bytes payload = isEnvelope ? Bytes.copyOf(new byte[32]) : Bytes.EMPTY;
            SignedCorim signed = SignedCorim.decode(Cbor.tagged(
                    18,
                    Cbor.array(
                            Cbor.bytes(message), Cbor.map().encode(), Cbor.bytes(payload), Cbor.bytes(Bytes.of(0)))));
            assertThat(signed.untrustedMeta().signerName()).isEqualTo("ACME Ltd.");
            assertThat(signed.form())
                    .isEqualTo(isEnvelope ? SignedCorim.Form.HASH_ENVELOPE : SignedCorim.Form.ATTACHED);
        }
    }

    private static Bytes framed(Bytes comid) {
        return Cbor.tagged(
                Corim.TAG,
                Cbor.map()
                        .put(0, Cbor.text("frame"))
                        .put(1, Cbor.array(Cbor.tagged(Comid.TAG, Cbor.bytes(comid))))
                        .encode());
    }

    /** Reject, and accept-legacy: refused by the reader of today, or by the profile. */
    private void refuse(JsonObject entry) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        Bytes message = TokenVectors.read(file);
        try {
            if (entry.string("kind").equals("cose")) {
                boolean verified = SignedCorim.decode(message, PROFILES)
                        .verify(CRYPTO, key(entry.object("expected").string("key")))
                        .isPresent();
                (verified ? disagreed : agreed).add(file + ": signature");
                return;
            }
            CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
            boolean isComid = item.kind() == CborItem.Kind.MAP
                    && item.map("comid").optional(4).isPresent()
                    && item.map("comid").optional(4).get().kind() == CborItem.Kind.MAP
                    && item.map("comid")
                            .optional(1)
                            .filter(tags -> tags.kind() == CborItem.Kind.MAP)
                            .isPresent();
            Corim corim = Corim.decode(isComid ? framed(message) : message, PROFILES);
            (isRefused(corim) ? agreed : disagreed).add(file + ": profile");
        } catch (MalformedMessageException e) {
            agreed.add(file + ": " + e.getMessage());
        }
    }

    /** A CoRIM without a profile is none of any profile, so every reader that wants one refuses it. */
    private static boolean isRefused(Corim corim) {
        return corim.profile().isPresent()
                ? PROFILES.find(corim.profile().get()).isPresent()
                        && !PROFILES.check(corim).isEmpty()
                : PROFILES.all().stream()
                        .noneMatch(profile -> profile.check(corim).isEmpty());
    }

    private static PublicKey key(String file) throws IOException, MalformedMessageException {
        Bytes encoded = TokenVectors.read(file);
        if (file.endsWith(".jwk")) {
            JsonObject jwk = Json.parseObject(encoded, JsonLimits.STANDARD); // private, for another use: only the point
            return CRYPTO.ecPublicKey(EllipticCurve.P256, jwk.base64Url("x"), jwk.base64Url("y"));
        }
        String pem = new String(encoded.toByteArray(), StandardCharsets.US_ASCII).replaceAll("-----[^-]+-----|\\s", "");
        return CRYPTO.publicKey(Bytes.copyOf(Base64.getDecoder().decode(pem)));
    }

    @Test
    @DisplayName(
            "types of a profile are read only for who names or assumes it, and a wrong signature says nothing else")
    void signatureComesFirst() throws IOException, MalformedMessageException {
        TokenVectors.entries("corim");
        Bytes message = TokenVectors.read("corim/veraison_cover/test/corim/signed-corim-cca-ref-plat.cbor");
        SignedCorim signed = SignedCorim.decode(message);
        PublicKey right = key("corim/veraison_cover/test/corim/key.pub.pem");
        assertThatThrownBy(() -> signed.verify(CRYPTO, right).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("tag 600");
        assertThat(signed.verify(CRYPTO, key("corim/veraison_cover/test/corim/key.bad.pem")))
                .isEmpty();
        CorimProfiles assumed = CorimProfiles.NONE.assuming(CcaProfile.oldPlatform());
        Corim corim = SignedCorim.decode(message, assumed)
                .verify(CRYPTO, right)
                .orElseThrow()
                .corim();
        assertThat(assumed.check(corim)).isEmpty();
        assertThat(Corim.decode(corim.encode(), assumed)).isEqualTo(corim);
    }

    @Test
    @DisplayName("the manifest names a key for every signed vector")
    void everySignedVectorHasItsKey() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("corim")) {
            if (entry.string("kind").equals("cose")) {
                assertThat(entry.object("expected").get("key")).containsInstanceOf(JsonString.class);
            }
        }
    }
}
