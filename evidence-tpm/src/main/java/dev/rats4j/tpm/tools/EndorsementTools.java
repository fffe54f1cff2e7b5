package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.tpm.ek.Credential;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.structures.TpmtPublic.EccKey;
import dev.rats4j.tpm.structures.TpmtPublic.RsaKey;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tpm2-tools commands around an endorsement key, in one directory. */
final class EndorsementTools {

    private static final int FILE_LIMIT = 1 << 14;
    private static final Pattern HANDLE = Pattern.compile("0x([0-9A-Fa-f]{1,8})");
    /** TCG EK Credential Profile, 2.2: certificates between that of the endorsement key and the manufacturer's root. */
    private static final int FIRST_OF_CHAIN = 0x01c0_0100;

    private static final int LAST_OF_CHAIN = 0x01c0_01ff;
    private static final int MOST_OF_CHAIN = 16;
    private static final int SEQUENCE = 0x30;
    private static final int TWO_BYTES_OF_LENGTH = 0x82;
    private static final String CONTEXT = "ek.ctx";
    private static final String SESSION = "policy.ctx";
    private static final String SECRET = "secret.bin";

    private final TpmTools tools;
    private final PrivateDirectory directory;

    EndorsementTools(TpmTools tools, PrivateDirectory directory) {
        this.tools = tools;
        this.directory = directory;
    }

    /** NV indices that are defined. */
    SortedSet<Integer> indices() throws AttesterException, InterruptedException {
        return handles("handles-nv-index");
    }

    private SortedSet<Integer> handles(String capability) throws AttesterException, InterruptedException {
        SortedSet<Integer> found = new TreeSet<>();
        Matcher matcher = HANDLE.matcher(
                tools.run(directory, "tpm2_getcap", List.of(capability)).utf8());
        while (matcher.find()) {
            found.add(Integer.parseUnsignedInt(matcher.group(1), 16));
        }
        return found;
    }

    /** Content of an NV index. */
    Bytes read(int index) throws AttesterException, InterruptedException {
        tools.run(directory, "tpm2_nvread", List.of(EndorsementKeyKind.argument(index), "-o", "nv.bin", "-Q"));
        return directory.read("nv.bin", FILE_LIMIT);
    }

    /** The certificates that the manufacturer stored in the TPM, if there are any. */
    Optional<Bytes> chain(Set<Integer> indices) throws AttesterException, InterruptedException {
        List<Bytes> parts = new ArrayList<>();
        for (int index : indices) {
            if (index >= FIRST_OF_CHAIN && index <= LAST_OF_CHAIN && parts.size() < MOST_OF_CHAIN) {
                parts.add(read(index));
            }
        }
        Bytes certificates = withoutPadding(Bytes.concat(parts.toArray(Bytes[]::new)));
        return certificates.isEmpty() ? Optional.empty() : Optional.of(certificates);
    }

    /** Whole SEQUENCEs from the beginning: what follows them is the rest of an index. */
    static Bytes withoutPadding(Bytes content) {
        ByteReader in = new ByteReader(content);
        int end = 0;
        try {
            while (in.remaining() > 0
                    && in.u8("Certificate") == SEQUENCE
                    && in.u8("Certificate") == TWO_BYTES_OF_LENGTH) {
                in.bytes(in.u16("Certificate.length"), "Certificate");
                end = in.position();
            }
        } catch (MalformedMessageException e) {
            return content.slice(0, end);
        }
        return content.slice(0, end);
    }

    /** The name under which the tools find the endorsement key: that of a persistent one, or the file of one that is derived. */
    String endorsementKey(EndorsementKeyKind kind) throws AttesterException, InterruptedException {
        if (handles("handles-persistent").contains(kind.handle())) {
            String persistent = EndorsementKeyKind.argument(kind.handle());
            if (isCertified(tools.readPublic(directory, persistent), read(kind.certificateIndex()))) {
                return persistent;
            }
        }
        tools.run(directory, "tpm2_createek", List.of("-G", kind.algorithm(), "-c", CONTEXT, "-Q"));
        return CONTEXT;
    }

    /** Handles are a custom only: something else may lie there. Whether the key is good is for the Verifier to say. */
    private static boolean isCertified(Bytes publicArea, Bytes certificate) {
        try {
            TpmtPublic.Unique key = TpmtPublic.decode(publicArea).unique();
            Bytes number = key instanceof RsaKey rsa ? rsa.modulus() : ((EccKey) key).x();
            return certificate.toHex().contains(number.toHex());
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** Name of a key, as the TPM says it. */
    Bytes nameOf(String key) throws AttesterException, InterruptedException {
        tools.run(directory, "tpm2_readpublic", List.of("-c", key, "-n", "key.name", "-Q"));
        return directory.read("key.name", FILE_LIMIT);
    }

    /**
     * Activates a credential.
     *
     * @param needsPolicy whether the endorsement key can only be used with PolicySecret of the endorsement hierarchy
     */
    Bytes activate(String key, String endorsementKey, boolean needsPolicy, Credential credential)
            throws AttesterException, InterruptedException {
        directory.write("credential.blob", credential.toTools());
        List<String> arguments =
                new ArrayList<>(List.of("-c", key, "-C", endorsementKey, "-i", "credential.blob", "-o", SECRET, "-Q"));
        if (!needsPolicy) {
            tools.run(directory, "tpm2_activatecredential", arguments);
        } else {
            arguments.addAll(List.of("-P", "session:" + SESSION));
            tools.run(directory, "tpm2_startauthsession", List.of("--policy-session", "-S", SESSION));
            try {
                tools.run(directory, "tpm2_policysecret", List.of("-S", SESSION, "-c", "e", "-Q"));
                tools.run(directory, "tpm2_activatecredential", arguments);
            } catch (AttesterException | InterruptedException e) {
                endSession(e);
                throw e;
            }
            tools.run(directory, "tpm2_flushcontext", List.of(SESSION));
        }
        return directory.read(SECRET, FILE_LIMIT);
    }

    private void endSession(Exception failure) throws InterruptedException {
        try {
            tools.run(directory, "tpm2_flushcontext", List.of(SESSION));
        } catch (AttesterException e) {
            failure.addSuppressed(e);
        }
    }
}
