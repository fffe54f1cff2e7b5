package dev.rats4j.cli.content;

import dev.rats4j.bom.CycloneDxBom;
import dev.rats4j.cli.content.Recognition.Decoder;
import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.draft.coserv.CoservDiscovery;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.dsse.InTotoStatement;
import dev.rats4j.dsse.oms.SignedModel;
import dev.rats4j.dsse.sigstore.SigstoreBundle;
import dev.rats4j.dsse.sigstore.TrustedRoot;
import dev.rats4j.eat.EatBundle;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.MeasuredComponent;
import dev.rats4j.eat.NestedToken;
import dev.rats4j.jose.FlattenedJws;
import dev.rats4j.jose.GeneralJws;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import java.util.Optional;
import java.util.Set;

/** Formats in JSON that members of the outermost object tell. */
final class JsonFormats {

    private static final String SIGSTORE = "application/vnd.dev.sigstore.";
    private static final Set<String> PROFILES = Set.of("psa-", "cca-");

    private JsonFormats() {}

    /** What an object is or is meant to be; empty if its members tell nothing. */
    static Optional<Recognised> of(Bytes content, JsonObject object) {
        Optional<Recognised> statement = statement(content, object);
        return statement.isPresent() ? statement : attestation(content, object);
    }

    private static Optional<Recognised> statement(Bytes content, JsonObject object) {
        String mediaType = text(object, "mediaType");
        if (mediaType.startsWith(SIGSTORE)) {
            return Optional.of(sigstore(content, mediaType));
        }
        if (object.has("payloadType") && object.has("payload")) {
            return as(ContentKind.DSSE, DsseEnvelope::decode, content);
        }
        if (text(object, "_type").startsWith("https://in-toto.io/Statement/")) {
            return as(ContentKind.IN_TOTO, InTotoStatement::decode, content);
        }
        if (text(object, "bomFormat").equals("CycloneDX")) {
            return as(ContentKind.CYCLONEDX, CycloneDxBom::decode, content);
        }
        if (object.has("signature") && (object.has("protected") || object.has("payload"))) {
            return Recognition.accepts(SignedCmw::decode, content)
                    ? Optional.of(Recognised.plainly(ContentKind.SIGNED_CMW))
                    : as(ContentKind.JWS_JSON, FlattenedJws::parse, content);
        }
        return object.has("signatures") && object.has("payload")
                ? as(ContentKind.JWS_JSON, GeneralJws::parse, content)
                : Optional.empty();
    }

    private static Recognised sigstore(Bytes content, String mediaType) {
        if (mediaType.startsWith(SIGSTORE + "trustedroot")) {
            return Recognised.as(
                    ContentKind.TRUSTED_ROOT,
                    bytes -> TrustedRoot.decode(bytes, Crypto.BACKEND),
                    content,
                    ContentKind.JSON);
        }
        return Recognition.accepts(SignedModel::decode, content)
                ? Recognised.plainly(ContentKind.SIGNED_MODEL)
                : Recognised.as(ContentKind.SIGSTORE_BUNDLE, SigstoreBundle::decode, content, ContentKind.JSON);
    }

    private static Optional<Recognised> attestation(Bytes content, JsonObject object) {
        if (object.has("capabilities") && object.has("version")) {
            return as(ContentKind.COSERV_DISCOVERY, CoservDiscovery::decodeJson, content);
        }
        if (object.get("id").filter(JsonArray.class::isInstance).isPresent()
                && (object.has("digested-measurement") || object.has("raw-measurement"))) {
            return as(
                    ContentKind.MEASURED_COMPONENT, bytes -> MeasuredComponent.decode(bytes, EatFormat.JSON), content);
        }
        boolean isClaims = ClaimSets.applies(object)
                || object.members().keySet().stream()
                        .anyMatch(name -> PROFILES.stream().anyMatch(name::startsWith));
        if (!isClaims) {
            return Optional.empty();
        }
        ContentKind meant = ClaimSets.meant(object);
        return as(meant, ClaimSets.decoder(meant), content);
    }

    /** A detached bundle: a nested token, then claims by name. */
    static Optional<Recognised> of(Bytes content, JsonArray array) {
        boolean isPair = array.values().size() == 2;
        boolean isBundle = isPair
                && array.values().get(1) instanceof JsonObject
                && array.values().get(0) instanceof JsonArray nested
                && isNested(nested);
        return isBundle ? as(ContentKind.EAT_BUNDLE, EatBundle::decode, content) : Optional.empty();
    }

    private static boolean isNested(JsonArray array) {
        JsonValue first = array.values().isEmpty() ? array : array.values().get(0);
        if (!(first instanceof JsonString type)) {
            return false;
        }
        for (NestedToken.Kind kind : NestedToken.Kind.values()) {
            if (kind.name().equals(type.value()) || type.value().equals("CBOR")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Recognised> as(ContentKind kind, Decoder decoder, Bytes content) {
        return Optional.of(Recognised.as(kind, decoder, content, ContentKind.JSON));
    }

    private static String text(JsonObject object, String name) {
        return object.get(name)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .orElse("");
    }
}
