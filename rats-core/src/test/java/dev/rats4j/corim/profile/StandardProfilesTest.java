package dev.rats4j.corim.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.TypedId;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of each profile by a CoRIM that breaks it alone, and the types that profiles add. */
class StandardProfilesTest {

    private static final Bytes ID = Bytes.copyOf(new byte[32]);
    private static final TypedId UEID =
            new TypedId(TypedId.UEID, Bytes.concat(Bytes.of(1), Bytes.copyOf(new byte[32])));
    private static final CryptoKey KEY = new CryptoKey(554, Cbor.text("key"));
    private static final MeasurementValues DIGESTS = MeasurementValues.of(
            CodePoint.DIGESTS, new CodePoint.Digests(List.of(new NamedDigest(new NamedDigest.ByNumber(1), ID))));
    private static final MeasurementValues RAW =
            MeasurementValues.of(CodePoint.RAW_VALUE, new CodePoint.RawValue(ID, Optional.empty()));

    private static Environment ofClass(TypedId id) {
        return Environment.ofClass(new EnvironmentClass(
                Optional.of(id), Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty()));
    }

    private static final Environment IMPLEMENTATION = ofClass(TypedId.bytes(ID));

    private static Corim corim(CorimProfile profile, Triples.Builder triples) {
        return Corim.builder(TagId.of("c"))
                .profile(profile.id())
                .tag(Comid.builder(TagId.of("t")).triples(triples.build()).build())
                .build();
    }

    private static List<String> references(CorimProfile profile, Environment environment, Measurement... measurements) {
        ValueTriple triple = new ValueTriple(environment, Arrays.asList(measurements));
        return broken(profile, Triples.builder().reference(List.of(triple)));
    }

    private static List<String> keys(CorimProfile profile, Environment environment, CryptoKey... keys) {
        KeyTriple triple = new KeyTriple(environment, Arrays.asList(keys), Optional.empty(), List.of());
        return broken(profile, Triples.builder().attestKey(List.of(triple)));
    }

    private static List<String> broken(CorimProfile profile, Triples.Builder triples) {
        return profile.check(corim(profile, triples)).stream()
                .map(CorimProfile.Violation::toString)
                .toList();
    }

    private static Measurement named(String name, MeasurementValues values) {
        return Measurement.of(MeasuredElement.of(name), values);
    }

    @Test
    @DisplayName("PSA: an implementation without instance, components with digests and one signer")
    void psa() {
        CorimProfile psa = PsaProfile.current();
        Measurement component = named("psa.software-component", DIGESTS);
        String triple = "comids[0].reference-triples[0].";
        assertThat(references(psa, IMPLEMENTATION, component)).isEmpty();
        assertThat(references(psa, ofClass(TypedId.bytes(Bytes.of(1))), component))
                .containsExactly(triple + "environment.class.class-id: is no implementation id: 32 bytes, tag 560");
        assertThat(references(psa, IMPLEMENTATION.withInstance(UEID), component))
                .containsExactly(triple + "environment.instance: stands in a triple about every instance");
        assertThat(references(psa, IMPLEMENTATION, named("other", DIGESTS)))
                .containsExactly(triple + "measurements[0].mkey: is not psa.software-component");
        assertThat(references(psa, IMPLEMENTATION, component, named("psa.software-component", RAW)))
                .containsExactly(triple + "measurements[1].mval: lacks digests");
        MeasurementValues twoSigners = MeasurementValues.builder()
                .put(CodePoint.DIGESTS, DIGESTS.get(CodePoint.DIGESTS).orElseThrow())
                .put(CodePoint.CRYPTO_KEYS, new CodePoint.CryptoKeys(List.of(KEY, KEY)))
                .build();
        assertThat(references(psa, IMPLEMENTATION, named("psa.software-component", twoSigners)))
                .containsExactly(triple + "measurements[0].mval.cryptokeys: is not exactly one signer id in bytes");
        assertThat(psa.codePointName(100)).contains("psa-cert-num");
    }

    @Test
    @DisplayName("PSA and CCA: one PKIX key for one instance of an implementation")
    void keys() {
        for (CorimProfile profile : List.of(PsaProfile.current(), CcaProfile.platform())) {
            Environment instance = IMPLEMENTATION.withInstance(UEID);
            assertThat(keys(profile, instance, KEY)).isEmpty();
            assertThat(keys(profile, IMPLEMENTATION, KEY))
                    .singleElement()
                    .asString()
                    .contains("instance: is no UEID");
            assertThat(keys(profile, IMPLEMENTATION.withInstance(TypedId.bytes(UEID.value())), KEY))
                    .hasSize(1);
            assertThat(keys(profile, instance, KEY, KEY))
                    .singleElement()
                    .asString()
                    .contains("exactly one pkix");
            assertThat(keys(profile, instance, new CryptoKey(555, Cbor.text("certificate"))))
                    .hasSize(1);
            assertThat(keys(profile, ofClass(new TypedId(TypedId.UUID, ID)).withInstance(UEID), KEY))
                    .singleElement()
                    .asString()
                    .contains("class-id");
        }
    }

    @Test
    @DisplayName("CCA platform: components have digests, the configuration a raw value")
    void ccaPlatform() {
        CorimProfile cca = CcaProfile.platform();
        assertThat(references(
                        cca,
                        IMPLEMENTATION,
                        named("cca.software-component", DIGESTS),
                        named("cca.platform-config", RAW)))
                .isEmpty();
        assertThat(references(cca, IMPLEMENTATION, named("cca.software-component", RAW)))
                .hasSize(1);
        assertThat(references(cca, IMPLEMENTATION, named("cca.platform-config", DIGESTS)))
                .hasSize(1);
        assertThat(references(cca, IMPLEMENTATION, named("cca.bad", DIGESTS)))
                .singleElement()
                .asString()
                .contains("is neither");
    }

    @Test
    @DisplayName("CCA realm: bytes as class, the initial measurement is there, the personalization value is raw")
    void ccaRealm() {
        CorimProfile cca = CcaProfile.realm();
        Measurement rim = named("cca.rim", DIGESTS);
        assertThat(references(cca, IMPLEMENTATION, rim, named("cca.rem3", DIGESTS), named("cca.rpv", RAW)))
                .isEmpty();
        assertThat(references(cca, IMPLEMENTATION, named("cca.rem0", DIGESTS)))
                .containsExactly("comids[0].reference-triples[0].measurements: lack cca.rim");
        assertThat(references(cca, IMPLEMENTATION, rim, named("cca.rpv", DIGESTS)))
                .hasSize(1);
        assertThat(references(cca, IMPLEMENTATION, rim, named("cca.rem4", DIGESTS)))
                .hasSize(1);
        assertThat(references(cca, ofClass(new TypedId(TypedId.UUID, ID)), rim)).hasSize(1);
        CorimProfile old = CcaProfile.oldRealm();
        assertThat(references(old, IMPLEMENTATION, rim)).hasSize(2);
    }

    private static Bytes oldComponent(int signerLength) {
        return Cbor.tagged(
                601,
                Cbor.map()
                        .put(1, Cbor.text("BL"))
                        .put(4, Cbor.text("1"))
                        .put(5, Cbor.bytes(Bytes.copyOf(new byte[signerLength])))
                        .encode());
    }

    private static Bytes message(String profile, Bytes classId, Bytes key, Bytes values) {
        Bytes triple = Cbor.array(
                Cbor.map().put(0, Cbor.map().put(0, classId).encode()).encode(),
                Cbor.array(Cbor.map().put(0, key).put(1, values).encode()));
        Bytes comid = Cbor.map()
                .put(1, Cbor.map().put(0, Cbor.text("t")).encode())
                .put(4, Cbor.map().put(0, Cbor.array(triple)).encode())
                .encode();
        return Cbor.tagged(
                501,
                Cbor.map()
                        .put(0, Cbor.text("c"))
                        .put(1, Cbor.array(Cbor.tagged(506, Cbor.bytes(comid))))
                        .put(3, Cbor.tagged(32, Cbor.text(profile)))
                        .encode());
    }

    private static final Bytes RAW_MAP =
            Cbor.map().put(4, Cbor.tagged(560, Cbor.bytes(ID))).encode();
    private static final Bytes DIGEST_MAP = Cbor.map()
            .put(2, Cbor.array(Cbor.array(Cbor.integer(1), Cbor.bytes(ID))))
            .encode();

    private static Corim decode(Bytes message) throws MalformedMessageException {
        Corim corim = Corim.decode(message, StandardProfiles.all());
        assertThat(corim.encode()).isEqualTo(message);
        return corim;
    }

    @ParameterizedTest
    @ValueSource(strings = {PsaProfile.OLD_ID, CcaProfile.OLD_PLATFORM})
    @DisplayName("types of the first drafts are read where the CoRIM names their profile, and nowhere else")
    void oldTypes(String profile) throws MalformedMessageException {
        Bytes implementation = Cbor.tagged(600, Cbor.bytes(ID));
        Bytes component = message(profile, implementation, oldComponent(32), DIGEST_MAP);
        assertThat(StandardProfiles.all().check(decode(component))).isEmpty();
        assertThatThrownBy(() -> Corim.decode(component)).hasMessageContaining("tag 600");
        assertThatThrownBy(() -> Corim.decode(
                        message(PsaProfile.ID, implementation, oldComponent(32), DIGEST_MAP), StandardProfiles.all()))
                .hasMessageContaining("tag 600");
        assertThatThrownBy(() -> decode(message(profile, implementation, oldComponent(31), DIGEST_MAP)))
                .hasMessageContaining("tag 601");
        assertThatThrownBy(() ->
                        decode(message(profile, Cbor.tagged(600, Cbor.bytes(Bytes.of(1))), oldComponent(32), RAW_MAP)))
                .hasMessageContaining("tag 600");
        Corim label = decode(message(profile, implementation, Cbor.tagged(602, Cbor.text("cfg")), RAW_MAP));
        assertThat(StandardProfiles.all().check(label).isEmpty()).isEqualTo(profile.contains("cca"));
        Corim wrong = decode(message(profile, implementation, Cbor.text("x"), RAW_MAP));
        assertThat(StandardProfiles.all().check(wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {AmdSevSnpProfile.ID, AmdSevSnpProfile.OLDER_ID})
    @DisplayName("AMD: fields of the report by number, plain numbers as raw values, digests of keys as keys")
    void amd(String profile) throws MalformedMessageException {
        Bytes chip = Cbor.tagged(
                111,
                Cbor.bytes(ObjectIdentifier.parse(AmdSevSnpProfile.CLASSES.get(0))
                        .orElseThrow()
                        .content()));
        Bytes vmpl = Cbor.map().put(4, Cbor.integer(2)).encode();
        Corim corim = decode(message(profile, chip, Cbor.integer(5), vmpl));
        assertThat(StandardProfiles.all().check(corim)).isEmpty();
        MeasurementValues values = corim.comids()
                .get(0)
                .referenceValues()
                .get(0)
                .measurements()
                .get(0)
                .values();
        assertThat(values.get(CodePoint.RAW_VALUE)).isEmpty();
        assertThat(values.entries().get(4L).value()).isEqualTo(Bytes.of(2));
        Bytes digest = Cbor.tagged(32780, Cbor.bytes(Bytes.copyOf(new byte[48])));
        Bytes keys = Cbor.map().put(13, Cbor.array(digest)).encode();
        assertThat(StandardProfiles.all().check(decode(message(profile, chip, Cbor.integer(643), keys))))
                .isEmpty();
        for (Bytes key : List.of(Cbor.integer(8), Cbor.text("policy"))) {
            assertThat(StandardProfiles.all().check(decode(message(profile, chip, key, RAW_MAP))))
                    .extracting(CorimProfile.Violation::detail)
                    .containsExactly("is no number of a field of the report");
        }
        Bytes masked = Cbor.map()
                .put(4, Cbor.integer(2))
                .put(5, Cbor.bytes(Bytes.of(1)))
                .encode();
        assertThatThrownBy(() -> decode(message(profile, chip, Cbor.integer(5), masked)))
                .hasMessageContaining("a mask for a value of a profile");
        assertThat(AmdSevSnpProfile.current().elementName(MeasuredElement.of(641)))
                .contains("measurement");
        assertThat(AmdSevSnpProfile.current().elementName(MeasuredElement.of(650)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-70, 6161, 01",
        "-72, 6161, f5",
        "-72, c101, 01",
        "-73, 05, 20",
        "-73, d9ea6a820206, d9ea6a820106",
        "-73, d9022905, 6161",
        "-73, d902348205f6, 40",
        "-80, 6130, 4100",
        "-81, 4100, 6161",
        "-82, d9023382410041ff, 820102",
        "-83, 82014101, 820140",
        "-83, 8182014101, 81820140",
        "-84, d9ea7482068182014101, d9ea7482018182014101",
        "-85, 4101, 6161",
        "-86, d9ea6a82020b, d9022905",
        "-88, 816161, 8101",
        "-88, d9ea758207816161, d9ea7582076161",
        "-89, d9ea758206816161, d9ea758205816161",
        "-91, 81d9022a6161, 80",
        "-101, 4100, 6161",
        "-125, 9001010101010101010101010101010101, 8101"
    })
    @DisplayName("Intel: each code point has its type")
    void intel(long number, String right, String wrong) {
        IntelProfile profile = new IntelProfile();
        assertThat(profile.codePointName(number)).isPresent();
        assertThat(intelComplaints(profile, number, right)).isEmpty();
        assertThat(intelComplaints(profile, number, wrong))
                .singleElement()
                .asString()
                .endsWith("is of another type");
    }

    private static List<String> intelComplaints(CorimProfile profile, long number, String hex) {
        MeasurementValues values = MeasurementValues.of(CodePoint.encoded(number), Bytes.fromHex(hex));
        return references(profile, IMPLEMENTATION, Measurement.of(MeasuredElement.of(1), values));
    }

    @Test
    @DisplayName("Intel: negative code points that it does not define break it, others are not its business")
    void intelUnknown() {
        assertThat(intelComplaints(new IntelProfile(), -90, "01"))
                .containsExactly("comids[0].reference-triples[0].measurements[0].mval.-90: is not defined");
        assertThat(intelComplaints(new IntelProfile(), 12, "01")).isEmpty();
    }

    @Test
    @DisplayName("a CoRIM of another profile, or of none, breaks the first rule of every profile")
    void otherProfiles() {
        CorimProfiles all = StandardProfiles.all();
        assertThat(all.all()).hasSize(9);
        Corim corim = corim(
                CorimProfiles.named("tag:example.com,2026:other"),
                Triples.builder().extension(99, Bytes.of(0)));
        assertThat(all.check(corim))
                .containsExactly(new CorimProfile.Violation("profile", "tag:example.com,2026:other is not understood"));
        for (CorimProfile profile : all.all()) {
            assertThat(profile.check(corim))
                    .extracting(CorimProfile.Violation::path)
                    .containsExactly("profile");
            assertThat(all.find(profile.id())).contains(profile);
        }
    }
}
