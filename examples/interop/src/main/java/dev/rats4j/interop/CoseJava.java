package dev.rats4j.interop;

import COSE.AlgorithmID;
import COSE.Attribute;
import COSE.CoseException;
import COSE.HeaderKeys;
import COSE.Message;
import COSE.MessageTag;
import COSE.OneKey;
import COSE.Sign1Message;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.wire.Bytes;
import java.util.Optional;

/** COSE_Sign1 by COSE-java. */
final class CoseJava {

    /** Sets headers of a message that is about to be signed. */
    @FunctionalInterface
    interface Headers {
        void set(Sign1Message message) throws CoseException;
    }

    private CoseJava() {}

    /** Signs as ES256, with the algorithm in the protected header. */
    static Bytes sign(Bytes payload, OneKey key, Headers more) throws CoseException {
        return signAs(payload, key, message -> {
            message.addAttribute(HeaderKeys.Algorithm, AlgorithmID.ECDSA_256.AsCBOR(), Attribute.PROTECTED);
            more.set(message);
        });
    }

    /** Signs with these headers and no others. */
    static Bytes signAs(Bytes payload, OneKey key, Headers headers) throws CoseException {
        Sign1Message message = new Sign1Message();
        message.SetContent(payload.toByteArray());
        headers.set(message);
        message.sign(key);
        return Bytes.copyOf(message.EncodeToBytes());
    }

    /** The payload, if the signature verifies. */
    static Optional<Bytes> verify(Bytes encoded, OneKey key) throws CoseException {
        Sign1Message message = decode(encoded);
        return message.validate(key) ? Optional.of(Bytes.copyOf(message.GetContent())) : Optional.empty();
    }

    /** A protected header as text: a text as it is, else in diagnostic notation. */
    static String header(Bytes encoded, int label) throws CoseException {
        CBORObject value = decode(encoded).findAttribute(CBORObject.FromObject(label), Attribute.PROTECTED);
        return String.valueOf(value);
    }

    private static Sign1Message decode(Bytes encoded) throws CoseException {
        return (Sign1Message) Message.DecodeFromBytes(encoded.toByteArray(), MessageTag.Sign1);
    }
}
