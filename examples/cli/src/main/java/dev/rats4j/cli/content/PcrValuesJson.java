package dev.rats4j.cli.content;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** PCR values as people write them: {@code {"sha256": {"0": "<hexadecimal digits>"}}}. */
final class PcrValuesJson {

    private static final Map<String, HashAlgorithm> BANKS = Map.of(
            "sha1", HashAlgorithm.SHA1,
            "sha256", HashAlgorithm.SHA256,
            "sha384", HashAlgorithm.SHA384,
            "sha512", HashAlgorithm.SHA512);

    /** 0 to 31 without leading zeros, so that no PCR has two names. */
    private static final Pattern INDEX = Pattern.compile("[12]?[0-9]|3[01]");

    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*");

    private PcrValuesJson() {}

    static PcrValues read(Bytes text) throws MalformedMessageException {
        return read(Json.parseObject(text, JsonRecognition.LIMITS));
    }

    static PcrValues read(JsonObject json) throws MalformedMessageException {
        Map<HashAlgorithm, Map<Integer, Digest>> values = new EnumMap<>(HashAlgorithm.class);
        for (String name : json.members().keySet()) {
            HashAlgorithm bank = BANKS.get(name);
            if (bank == null) {
                throw json.malformed(name, "is no bank: sha1, sha256, sha384 or sha512");
            }
            values.put(bank, registers(json.object(name), bank));
        }
        return new PcrValues(values);
    }

    private static Map<Integer, Digest> registers(JsonObject json, HashAlgorithm bank)
            throws MalformedMessageException {
        Map<Integer, Digest> registers = new TreeMap<>();
        for (String index : json.members().keySet()) {
            if (!INDEX.matcher(index).matches()) {
                throw json.malformed(index, "is no PCR: 0 to 31");
            }
            String hex = json.string(index);
            if (hex.length() != 2 * bank.length() || !HEX.matcher(hex).matches()) {
                throw json.malformed(index, "is not " + 2 * bank.length() + " hexadecimal digits");
            }
            registers.put(Integer.valueOf(index), new Digest(bank, Bytes.fromHex(hex)));
        }
        return registers;
    }
}
