package dev.rats4j.cli.output;

import dev.rats4j.ear.Ear;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;

/** The claims of an EAR as people read them, whatever form its token has. */
public final class EarJson {

    private EarJson() {}

    /** Its claims set in JSON. */
    public static JsonObject of(Ear ear) {
        try {
            return Json.parseObject(ear.toJson(), JsonLimits.STANDARD);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("what was written as JSON is JSON", e);
        }
    }
}
