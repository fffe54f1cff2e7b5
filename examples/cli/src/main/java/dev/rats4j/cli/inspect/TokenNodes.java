package dev.rats4j.cli.inspect;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.draft.epoch.EpochMarker;
import dev.rats4j.ear.Ear;
import dev.rats4j.eat.EatBundle;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.NestedToken;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Claims that are not signed, bundles, markers, and everything else whose names stand in {@link Names}. */
final class TokenNodes {

    private static final int MOST_SETS = 100;
    private static final int MOST_MISTYPED = 20;

    private final Inspector inspector;
    private final int level;

    TokenNodes(Inspector inspector, int level) {
        this.inspector = inspector;
        this.level = level;
    }

    List<Node> of(ContentKind kind, Bytes content) throws MalformedMessageException {
        boolean isJson = ContentKind.beginsLikeJson(content);
        return switch (kind) {
            case EAR_CLAIMS -> ear(content, isJson);
            case EAT_CLAIMS -> claims(content, isJson);
            case EAT_BUNDLE -> bundle(content, isJson);
            case EPOCH_MARKER -> marker(content);
            default -> tree(content, isJson, shape(kind));
        };
    }

    private static String shape(ContentKind kind) {
        return switch (kind) {
            case MEASURED_COMPONENT -> "@measured-component";
            case COSWID -> "@coswid";
            case COTS -> "*@cots";
            case COMID -> "@comid";
            case COTL -> "@cotl";
            case COSERV -> "@coserv";
            case COSERV_DISCOVERY -> "@coserv-discovery";
            default -> "@claims";
        };
    }

    private List<Node> tree(Bytes content, boolean isJson, String shape) throws MalformedMessageException {
        return isJson ? JsonNodes.of(content, level) : CborNodes.of(inspector, content, shape, level);
    }

    private List<Node> ear(Bytes content, boolean isJson) throws MalformedMessageException {
        List<Node> nodes = new ArrayList<>();
        if (level == 0) { // in a token it stands above
            try {
                nodes.addAll(JoseNodes.ear(isJson ? Ear.decodeJson(content) : Ear.decodeCbor(content)));
            } catch (MalformedMessageException e) {
                nodes.add(Node.of("read as", "a result inside of another token"));
            }
        }
        nodes.addAll(tree(content, isJson, "@claims"));
        return nodes;
    }

    private List<Node> claims(Bytes content, boolean isJson) throws MalformedMessageException {
        EatClaims claims = EatClaims.decode(content, isJson ? EatFormat.JSON : EatFormat.CBOR);
        List<Node> nodes = new ArrayList<>(Node.each(
                claims.mistyped().values(),
                MOST_MISTYPED,
                wrong -> Node.of(
                        "not of the type of the claim " + wrong.claim().name(),
                        wrong.field() + " " + wrong.detail() + "; no Verifier takes it")));
        nodes.addAll(tree(content, isJson, "@claims"));
        return nodes;
    }

    private List<Node> bundle(Bytes content, boolean isJson) throws MalformedMessageException {
        List<Node> nodes = new ArrayList<>();
        EatBundle bundle =
                !isJson && content.at(0) < 0xc0 ? EatBundle.decodeUntagged(content) : EatBundle.decode(content);
        NestedToken main = bundle.mainToken();
        nodes.add(Node.of("signature covers", "digests in the main token, not the claims sets beside it"));
        nodes.add(inspector.nested("main token", main.kind().name(), main.message(), level + 1));
        if (!isJson) {
            CborItem item = CborItem.decode(content, CborProfile.WELL_FORMED);
            CborItem[] parts =
                    (item.kind() == CborItem.Kind.TAG ? item.tagContent("bundle") : item).elements(2, 2, "bundle");
            nodes.add(CborNodes.named(inspector, "detached claims sets", parts[1], "%message", level + 1));
            return nodes;
        }
        JsonArray parts = (JsonArray) Json.parse(content, JsonLimits.ofBytes(content.length()));
        for (Map.Entry<String, JsonValue> set :
                ((JsonObject) parts.values().get(1)).members().entrySet()) {
            if (nodes.size() > MOST_SETS) {
                nodes.add(Node.of("", "… more"));
                break;
            }
            Bytes encoded = Base64Url.decode(set.getKey(), 0, ((JsonString) set.getValue()).value());
            nodes.add(inspector.nested("detached claims set " + set.getKey(), "", encoded, level + 1));
        }
        return nodes;
    }

    private List<Node> marker(Bytes content) throws MalformedMessageException {
        EpochMarker marker = EpochMarker.decode(content);
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("form", marker.getClass().getSimpleName()));
        marker.time().ifPresent(time -> nodes.add(Node.of("time", time.toString())));
        nodes.addAll(CborNodes.of(inspector, content, level));
        return nodes;
    }
}
