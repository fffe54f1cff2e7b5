package dev.rats4j.cddl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a format's definitions need so that they can be used: files that the index only hints at, and corrections of slips. The reason of
 * each stands beside it; none makes a definition accept what the text of its specification forbids.
 */
final class Amendments {

    private final List<String> rules;
    private final List<String> files;
    private final List<String> dropped;
    private final Map<String, String> edits;
    private final String supplement;

    private Amendments(Builder builder) {
        this.rules = builder.rules;
        this.files = builder.files;
        this.dropped = builder.dropped;
        this.edits = Map.copyOf(builder.edits);
        this.supplement = builder.supplement;
    }

    private static final class Builder {
        private List<String> rules = List.of();
        private List<String> files = List.of();
        private List<String> dropped = List.of();
        private final Map<String, String> edits = new LinkedHashMap<>();
        private String supplement = "";

        /** Rules of messages that the index does not name. */
        private Builder rules(String... names) {
            rules = List.of(names);
            return this;
        }

        private Builder files(String... names) {
            files = List.of(names);
            return this;
        }

        /** Files to leave out; after the name of a rule and a space, for that rule only. */
        private Builder without(String... names) {
            dropped = List.of(names);
            return this;
        }

        private Builder edit(String from, String to) {
            edits.put(from, to);
            return this;
        }

        /** Definitions that no file has. */
        private Builder define(String cddl) {
            supplement = supplement + cddl + '\n';
            return this;
        }
    }

    /** What is changed for a format of the index. */
    static Amendments of(String format) {
        Builder builder = new Builder();
        // coswid.tag-id is the label of the tag identifier, 0; what is meant is its type, RFC 9393, 2.3
        builder.edit("[ + coswid.tag-id ]", "[ + text / bstr .size 16 ]");
        builder.edit("[ &(coswid: 1), coswid.tag-id ]", "[ &(coswid: 1), text / bstr .size 16 ]");
        // JSON has no byte strings: RFC 10013, 4 has base64url, as in the other members
        builder.edit("raw-measurement-label => bytes)", "raw-measurement-label => eat.JC<tstr .b64u bytes, bytes>)");
        // RFC 8392, 3.1.3 takes over RFC 7519, 4.1.3: an audience is a text or, in general, an array of them
        builder.edit("( aud-claim-label => string-or-uri", "( aud-claim-label => string-or-uri / [* string-or-uri]");
        String name = format.replaceAll("/.*", "");
        switch (name) {
            case "ear" -> ear(builder, format.contains("/"));
            case "eat" -> eat(builder);
            case "cca-token" -> cca(builder, format.contains("/"));
            case "psa-token", "epoch-markers" -> builder.files(name); // the root names rules of its whole folder
            case "coserv" -> coserv(builder, !format.contains("/"));
            case "cots" -> cots(builder);
            case "coswid" ->
                builder.files(name + "/tags.cddl", name + "/sign1.cddl", name + "/sign.cddl")
                        .rules("coswid");
            case "cmw" -> cmw(builder);
            case "scitt" -> scitt(builder);
            case "cose-receipts" -> receipts(builder);
            default -> profiles(builder, name);
        }
        return new Amendments(builder);
    }

    private static void ear(Builder builder, boolean isOlder) {
        // claim 65000 has manifests, whose CoSWID form the imported file leaves to its user
        builder.files("ear/untagged-coswid.cddl");
        if (isOlder) {
            builder.files(
                    "ear/untagged-coswid.cddl",
                    "ear/ear-appraisal.cddl",
                    "ear/ext-veraison.cddl",
                    "ear/ext-teep.cddl",
                    "ear/generic-non-empty.cddl",
                    "ear/ar4si.cddl",
                    "ear/rfc9711.cddl");
        }
    }

    private static void eat(Builder builder) {
        // 16 bytes are 22 characters of base64url, 1 to 32 are 2 to 43; the sizes counted padding, which the same type
        // forbids
        builder.edit("oemid-random-json = base64-url-text .size 24", "oemid-random-json = base64-url-text .size 22");
        builder.edit("JC<base64-url-text .size (4..44)", "JC<base64-url-text .size (2..43)");
        builder.files("eat", "coswid/concise-swid-tag.cddl");
        // what RFC 9781, Appendix A plugs in; for CBOR the folder has it
        builder.define("$JSON-Selector /= [type: \"UJCS\", nested-token: Claims-Set]");
        // one-file form of the same; and the submodules of the other notation define the same names
        builder.without(
                "eat/rfc9711.cddl", "EAT-CBOR-Token eat/submods-json.cddl", "EAT-JSON-Token eat/submods-cbor.cddl");
    }

    private static void cca(Builder builder, boolean isOlder) {
        if (isOlder) {
            builder.files("cca-token/platform", "cca-token/realm");
            builder.rules("arm-platform-claims", "cca-realm-claims");
            // the claims name the rule by another name than the file that defines it
            // the first drafts of this profile had no MEC policy
            builder.edit("    cca-realm-mec-policy\n}", "    ? cca-realm-mec-policy\n}");
            builder.define("arm-platform-profile = (cca-platform-profile)");
            // the text defers this type to EAT
            builder.edit(
                    "COSE_Sign1 = \"COSE-Sign1 placeholder\"",
                    "COSE_Sign1 = [bstr, {* (int / tstr) => any}, bstr, bstr]");
            return;
        }
        builder.rules("arm-platform-claims", "cca-realm-claims");
        builder.without(
                "cca-token/platform/arm-platform-claims.cddl",
                "cca-token/platform/arm-platform-profile.cddl",
                "cca-token/realm/cca-realm-claims.cddl");
        // the folder lacks the files of these claims; what their values are is not known here
        builder.define("""
                COSE_Sign1<claims> = #6.18([bstr, {* (int / tstr) => any}, bstr .cbor claims, bstr])
                arm-platform-client-id = (2394 => int)
                arm-platform-manufacturing-config = (2403 => any)
                arm-platform-extension = (2404 => any)
                arm-platform-peer-signers = (2405 => any)
                arm-platform-tbb-rotpk = (2406 => any)
                arm-platform-device-tpm-binding-data = (2407 => any)
                cca-realm-instance-id = (256 => bytes .size 33)
                cca-realm-devices-token-hash = (44245 => any)
                """);
    }

    private static void coserv(Builder builder, boolean isCurrent) {
        builder.rules(isCurrent ? new String[] {"coserv-well-known-info"} : new String[0]);
        builder.files(
                "coserv/coserv.cddl",
                "coserv/query.cddl",
                "coserv/environment-selector.cddl",
                "coserv/result-set.cddl");
        // label 2 is crit; the content type is 3, RFC 9052, 3.1. No Content-Format is assigned yet
        builder.edit("2 => \"application/coserv+cbor\" / TBD1", "3 => \"application/coserv+cbor\" / uint");
        builder.edit("cots = \"\u0054ODO COTS\"", ""); // the draft's own reminder
        builder.define("cots = any");
        // modules that are not in the folder: RFC 9052, 7, and JSON Web Keys, which the draft's example has in an array
        builder.define("jwk.JWK_Set = [+ {\"kty\": tstr, * tstr => any}]");
        builder.define("cose.COSE_KeySet = [+ {1 => tstr / int, * (int / tstr) => any}]");
    }

    private static void cots(Builder builder) {
        builder.files("corim/derived/comid-resolved.cddl", "coswid/concise-swid-tag.cddl");
        builder.edit("#6.TBD(", "#6.507("); // the tag that the CoRIM draft earmarks
        // members are used under other names than they are defined by
        builder.edit("tastore.environment = 2", "tastore.environments = 2");
        builder.edit("tastore.purpose = 3", "tastore.purposes = 3");
        builder.edit("? tastore.cas => [ + pkix-cert-type ]", "? tastore.cas => [ + pkix-cert-data ]");
        // one name of a socket with one and with two dollar signs; purposes are texts
        builder.edit("$$tas-list-purpose", "$tas-list-purpose");
        builder.edit("[+ $$claims-set-claims]", "[+ {+ (int / tstr) => any}]");
        // labels of an array, and members whose numbers only the text gives
        builder.edit("format => $pkix-ta-type", "format: $pkix-ta-type");
        builder.edit("data => bstr", "data: bstr");
        builder.edit("? environment-map => environment-map", "? 1 => environment-map");
        builder.edit("? concise-swid-tag => abbreviated-swid-tag", "? 2 => abbreviated-swid-tag");
        builder.edit("? named-ta-store => named-ta-store", "? 3 => named-ta-store");
        builder.define("language-type = text");
    }

    private static void cmw(Builder builder) {
        builder.files("cmw/cmw-example-tag-1668612069-def.cddl", "cmw/eat-start.cddl");
        // RFC 9999, 4: the message is tagged where nothing else says that it is COSE_Sign1
        builder.define("signed-cbor-cmw-tagged = #6.18(signed-cbor-cmw)");
        // every Content-Format has a tag, RFC 9277, 4.3; of these the socket names those of CMW and of an example
        builder.define(
                "$cbor-tag /= #6.<1668546817..1668547090 / 1668547095..1668612068 / 1668612070..1668612352>(bytes)");
    }

    private static void scitt(Builder builder) {
        // RFC 9942: receipts are byte strings; the draft still had them inline
        builder.edit("[+ Receipt]", "[+ bstr .cbor #6.18]");
        // RFC 9360, 2
        builder.define("COSE_X509 = bstr / [2* bstr]");
        builder.define("COSE_CertHash = [hashAlg: (int / tstr), hashValue: bstr]");
    }

    private static void receipts(Builder builder) {
        // the path of a tree of one leaf, and of a proof between equal sizes, is empty (RFC 9162, 2.1.3 and 2.1.4)
        builder.edit("inclusion_path: [ + bstr ]", "inclusion_path: [ * bstr ]");
        builder.edit("consistency_path: [ + bstr ]", "consistency_path: [ * bstr ]");
    }

    /** Extensions of CoRIM: without rules of their own, they are used through those of CoRIM. */
    private static void profiles(Builder builder, String name) {
        switch (name) {
            case "intel-corim" -> builder.rules("corim", "concise-mid-tag").define("digest = eatmc.digest");
            case "amd-sevsnp-corim" -> builder.rules("corim", "amd-sev-snp-pub-key-abi-digest");
            case "ocp-safe" -> builder.rules("corim").files("corim/derived/corim-resolved.cddl");
            // both name a type that they define with a prefix
            case "cca-endorsements" -> builder.define("implementation-id-type = cca-implementation-id-type");
            case "psa-endorsements" -> builder.define("implementation-id-type = psa-implementation-id-type");
            default -> {
                // used as it is
            }
        }
    }

    List<String> rules() {
        return rules;
    }

    List<String> files() {
        return files;
    }

    boolean isDropped(String file, String rule) {
        return dropped.contains(file) || dropped.contains(rule + ' ' + file);
    }

    String supplement() {
        return supplement;
    }

    /** The text of a file with its edits. */
    String edit(String text) {
        String edited = text;
        for (Map.Entry<String, String> entry : edits.entrySet()) {
            edited = edited.replace(entry.getKey(), entry.getValue());
        }
        return edited;
    }
}
