package dev.rats4j.tee.cca;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static dev.rats4j.tee.psa.PsaValues.sign1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cose.CoseAlgorithm;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.tee.Edited;
import dev.rats4j.tee.psa.PsaValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CcaTokenTest {

    private static final Signer PLATFORM = CcaValues.PLATFORM;
    private static final Signer REALM = CcaValues.REALM;
    private static final EatClaims OF_REALM =
            new CcaValues(61).realm(CcaRealmProfile.REALM_2_0_0, CcaValues.coseKey(REALM.publicKey()));
    private static final EatClaims OF_PLATFORM =
            new CcaValues(61).platform(CcaPlatformProfile.PLATFORM_2_0_0, CcaValues.binding(OF_REALM));

    private static Bytes token(Bytes platform, Bytes realm) {
        return CcaValues.token(CcaToken.Form.TAG_907, platform, realm);
    }

    private static Set<CcaCheck> failed(Bytes token) throws MalformedMessageException {
        CcaResult result = CcaToken.decode(token).verify(CRYPTO, PLATFORM.publicKey(), CcaProfiles.ALL);
        assertThat(result.verified().isPresent()).isEqualTo(result.failed().isEmpty());
        return result.failed();
    }

    @ParameterizedTest
    @EnumSource(CcaToken.Form.class)
    @DisplayName("tokens of every pair of profiles verify in both forms")
    void verifies(CcaToken.Form form) throws MalformedMessageException {
        CcaValues values = new CcaValues(62);
        for (CcaPlatformProfile platform : CcaPlatformProfile.values()) {
            for (CcaRealmProfile realm : CcaRealmProfile.values()) {
                CcaToken token = CcaToken.decode(values.token(form, platform, realm));
                VerifiedCcaToken verified = token.verify(CRYPTO, PLATFORM.publicKey(), CcaProfiles.ALL)
                        .verified()
                        .orElseThrow();
                assertThat(token.form()).isEqualTo(form);
                assertThat(verified.platform().profile()).isEqualTo(platform);
                assertThat(verified.realm().profile()).isEqualTo(realm);
                assertThat(verified.platform()).isEqualTo(token.untrustedPlatform(CcaProfiles.ALL));
                assertThat(verified.realm()).isEqualTo(token.untrustedRealm(CcaProfiles.ALL));
                assertThat(verified.platformToken().proof().key()).isEqualTo(PLATFORM.publicKey());
                assertThat(verified.realmToken().claims())
                        .isEqualTo(verified.realm().eat());
            }
        }
    }

    @Test
    @DisplayName("another key for the platform fails PLATFORM_SIGNATURE only")
    void platformSignature() throws MalformedMessageException {
        Bytes token = token(sign1(OF_PLATFORM, CcaValues.p384(63)), sign1(OF_REALM, REALM));
        assertThat(failed(token)).containsExactly(CcaCheck.PLATFORM_SIGNATURE);
    }

    @Test
    @DisplayName("a realm token that another key signed fails REALM_SIGNATURE only")
    void realmSignature() throws MalformedMessageException {
        Bytes token = token(sign1(OF_PLATFORM, PLATFORM), sign1(OF_REALM, CcaValues.p384(63)));
        assertThat(failed(token)).containsExactly(CcaCheck.REALM_SIGNATURE);
    }

    @Test
    @DisplayName(
            "a platform that vouches for another realm's key fails KEY_BINDING only, though both signatures verify")
    void binding() throws MalformedMessageException {
        Bytes nonce = new PsaValues(64).bytes(CcaValues.binding(OF_REALM).length());
        EatClaims other = new CcaValues(61).platform(CcaPlatformProfile.PLATFORM_2_0_0, nonce);
        assertThat(failed(token(sign1(other, PLATFORM), sign1(OF_REALM, REALM))))
                .containsExactly(CcaCheck.KEY_BINDING);
    }

    @Test
    @DisplayName("a nonce that is the hash by another function, or only begins with the hash, fails KEY_BINDING")
    void bindingByAnotherFunction() throws MalformedMessageException {
        Bytes claims = OF_REALM.encode(EatFormat.CBOR);
        for (String name : new String[] {"sha-256", "sha-384", "sha-512"}) {
            Bytes realm = sign1(Edited.with(claims, 44240, Cbor.text(name)), REALM);
            boolean isRight = name.endsWith(
                    Integer.toString(8 * CcaValues.binding(OF_REALM).length()));
            assertThat(failed(token(sign1(OF_PLATFORM, PLATFORM), realm)))
                    .isEqualTo(isRight ? Set.of() : Set.of(CcaCheck.KEY_BINDING));
        }
    }

    @ParameterizedTest
    @EnumSource(KeyFault.class)
    @DisplayName("a claim 44237 that is no key fails REALM_KEY only")
    void realmKey(KeyFault fault) throws MalformedMessageException {
        Bytes key = fault.key();
        EatClaims realm = new CcaValues(65).realm(CcaRealmProfile.UNSTATED, key);
        EatClaims platform = new CcaValues(65).platform(CcaPlatformProfile.CCA_SSD_1_0_0, CcaValues.binding(realm));
        assertThat(failed(token(sign1(platform, PLATFORM), sign1(realm, REALM))))
                .containsExactly(CcaCheck.REALM_KEY);
    }

    enum KeyFault {
        OFF_CURVE {
            @Override
            Bytes key() {
                Bytes point = CcaValues.point(REALM.publicKey());
                return Bytes.concat(point.slice(0, 96), Bytes.of(point.at(96) ^ 1));
            }
        },
        COMPRESSED {
            @Override
            Bytes key() {
                return Bytes.concat(
                        Bytes.of(2), CcaValues.point(REALM.publicKey()).slice(1, 97));
            }
        },
        EMPTY_MAP {
            @Override
            Bytes key() {
                return Cbor.map().encode();
            }
        },
        SYMMETRIC {
            @Override
            Bytes key() {
                return Cbor.map()
                        .put(1, Cbor.integer(4))
                        .put(-1, Cbor.bytes(new PsaValues(1).bytes(32)))
                        .encode();
            }
        };

        abstract Bytes key();
    }

    @Test
    @DisplayName("a COSE_Key for another algorithm than the realm token's fails REALM_SIGNATURE")
    void keyForAnotherAlgorithm() throws MalformedMessageException {
        Bytes key = CcaValues.coseKey(REALM.publicKey());
        for (CoseAlgorithm algorithm : new CoseAlgorithm[] {CoseAlgorithm.ES384, CoseAlgorithm.ESP384}) {
            Bytes marked = Edited.with(key, 3, Cbor.integer(algorithm.identifier()));
            EatClaims realm = new CcaValues(66).realm(CcaRealmProfile.REALM_1_0_0, marked);
            EatClaims platform =
                    new CcaValues(66).platform(CcaPlatformProfile.PLATFORM_1_0_0, CcaValues.binding(realm));
            assertThat(failed(token(sign1(platform, PLATFORM), sign1(realm, REALM))))
                    .isEqualTo(algorithm == CoseAlgorithm.ES384 ? Set.of() : Set.of(CcaCheck.REALM_SIGNATURE));
        }
    }

    @Test
    @DisplayName("all checks that fail are named")
    void several() throws MalformedMessageException {
        EatClaims other = new CcaValues(61).platform(CcaPlatformProfile.PLATFORM_2_0_0, new PsaValues(64).bytes(32));
        Bytes token = token(sign1(other, CcaValues.p384(63)), sign1(OF_REALM, CcaValues.p384(63)));
        assertThat(failed(token))
                .containsExactlyInAnyOrder(CcaCheck.KEY_BINDING, CcaCheck.PLATFORM_SIGNATURE, CcaCheck.REALM_SIGNATURE);
        assertThatThrownBy(() -> new CcaResult.Refused(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("the realm token of another CCA token fails KEY_BINDING only")
    void realmOfAnother() throws MalformedMessageException {
        Signer stranger = CcaValues.p384(67);
        EatClaims realm = new CcaValues(67).realm(CcaRealmProfile.REALM_2_0_0, CcaValues.coseKey(stranger.publicKey()));
        assertThat(failed(token(sign1(OF_PLATFORM, PLATFORM), sign1(realm, stranger))))
                .containsExactly(CcaCheck.KEY_BINDING);
    }

    @Test
    @DisplayName("platform and realm token in each other's place are refused")
    void swapped() throws MalformedMessageException {
        CcaToken token = CcaToken.decode(token(sign1(OF_REALM, REALM), sign1(OF_PLATFORM, PLATFORM)));
        assertThatThrownBy(() -> token.verify(CRYPTO, PLATFORM.publicKey(), CcaProfiles.ALL))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("profiles that the caller does not name are refused, though all checks would hold")
    void profiles() throws MalformedMessageException {
        CcaToken token = CcaToken.decode(token(sign1(OF_PLATFORM, PLATFORM), sign1(OF_REALM, REALM)));
        assertThatThrownBy(() -> token.verify(CRYPTO, PLATFORM.publicKey(), CcaProfiles.FIRST))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(token.verify(CRYPTO, PLATFORM.publicKey(), CcaProfiles.SECOND)
                        .failed())
                .isEmpty();
    }

    @Test
    @DisplayName("the order of the two does not matter, and nothing else may be with them")
    void collection() throws MalformedMessageException {
        Bytes platform = Cbor.bytes(sign1(OF_PLATFORM, PLATFORM));
        Bytes realm = Cbor.bytes(sign1(OF_REALM, REALM));
        Bytes reversed =
                Bytes.concat(Bytes.fromHex("d9018fa2"), Cbor.integer(44241), realm, Cbor.integer(44234), platform);
        assertThat(failed(reversed)).isEmpty();
        assertRefused(Bytes.concat(reversed, Bytes.of(0)), "CBOR");
        assertRefused(reversed.slice(3, reversed.length()), "CCA token");
        assertRefused(Cbor.tagged(398, reversed.slice(3, reversed.length())), "CCA token");
        assertRefused(Cbor.tagged(907, reversed.slice(3, reversed.length())), "CCA token.platform");
        assertRefused(Cbor.tagged(399, Cbor.map().put(44234, platform).encode()), "CCA token");
        assertRefused(Cbor.tagged(399, Cbor.map().put(44241, realm).encode()), "CCA token");
        assertRefused(
                Cbor.tagged(
                        399,
                        Cbor.map()
                                .put(44234, platform)
                                .put(44241, realm)
                                .put(1, realm)
                                .encode()),
                "CCA token");
        assertRefused(Cbor.tagged(399, Cbor.array(platform, realm)), "CCA token");
    }

    @Test
    @DisplayName("records have Content-Format 263 and two parts, byte strings a COSE_Sign1 under its tag")
    void parts() {
        Bytes platform = sign1(OF_PLATFORM, PLATFORM);
        Bytes realm = sign1(OF_REALM, REALM);
        Bytes type = Cbor.integer(263);
        assertPlatformRefused(Cbor.array(Cbor.integer(264), Cbor.bytes(platform)), "CCA token.platform.type");
        assertPlatformRefused(
                Cbor.array(Cbor.text("application/eat+cwt"), Cbor.bytes(platform)), "CCA token.platform.type");
        assertPlatformRefused(Cbor.array(type, Cbor.bytes(platform), Cbor.integer(4)), "CCA token.platform");
        assertPlatformRefused(Cbor.array(type, platform), "CCA token.platform");
        assertPlatformRefused(Cbor.array(type, Cbor.bytes(platform.slice(1, platform.length()))), "CCA token.platform");
        assertPlatformRefused(Cbor.array(type, Cbor.bytes(Cbor.tagged(61, platform))), "CCA token.platform");
        Bytes coded = PsaValues.mac0(OF_PLATFORM, MacKey.of(new PsaValues(1).bytes(32)));
        assertPlatformRefused(Cbor.array(type, Cbor.bytes(coded)), "CCA token.platform");
        assertPlatformRefused(Cbor.array(type, Cbor.bytes(Bytes.concat(platform, Bytes.of(0)))), "CBOR");
        assertThat(realm.length()).isPositive();
    }

    private static void assertPlatformRefused(Bytes platform, String field) {
        Bytes realm = Cbor.array(Cbor.integer(263), Cbor.bytes(sign1(OF_REALM, REALM)));
        assertRefused(
                Cbor.tagged(
                        907, Cbor.map().put(44234, platform).put(44241, realm).encode()),
                field);
    }

    private static void assertRefused(Bytes token, String field) {
        assertThatThrownBy(() -> CcaToken.decode(token)).isInstanceOfSatisfying(MalformedMessageException.class, e -> {
            assertThat(e.field()).startsWith(field);
            assertThat(e.offset()).isBetween(0, token.length());
        });
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("no bit of a token can change")
    void everyBit() {
        // keys of P-256 verify faster
        Signer platformKey = SeededKeys.p256(68);
        Signer realmKey = SeededKeys.p256(69);
        EatClaims realm = new CcaValues(68).realm(CcaRealmProfile.REALM_1_0_0, CcaValues.coseKey(realmKey.publicKey()));
        EatClaims platform = new CcaValues(68).platform(CcaPlatformProfile.PLATFORM_1_0_0, CcaValues.binding(realm));
        Bytes token = token(sign1(platform, platformKey), sign1(realm, realmKey));
        assertThat(isVerified(token, platformKey)).isTrue();
        for (int bit = 0; bit < 8 * token.length(); bit++) {
            byte[] changed = token.toByteArray();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isVerified(Bytes.copyOf(changed), platformKey))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    private static boolean isVerified(Bytes message, Signer platformKey) {
        try {
            return CcaToken.decode(message)
                    .verify(CRYPTO, platformKey.publicKey(), CcaProfiles.ALL)
                    .verified()
                    .isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }
}
