package dev.rats4j.cli;

import dev.rats4j.cli.demo.GoldenTemplate;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.PcrValuesCodec;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.eventlog.SyntheticFirmwareLog;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;

/** Files of a simulated machine and of everybody who deals with it. */
final class Workbench {

    static final Bytes NONCE = Bytes.fromHex("00112233445566778899aabbccddeeff");

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    final Path folder;
    final SimulatedTpm tpm;
    final TpmEvidence evidence;

    Workbench(Path folder) throws Exception {
        this.folder = folder;
        tpm = SimulatedTpm.builder(CRYPTO, AttestationKeyKind.ECDSA_P256, new SecureRandom())
                .eventLog(SyntheticFirmwareLog.standard(HashAlgorithm.SHA256))
                .build();
        evidence = TpmEvidence.decode(tpm.attest(NONCE).content());
        write("evidence.cmw", evidence.encode().content());
        write("quote.msg", evidence.quote());
        write("quote.sig", evidence.signature());
        write("pcrs", PcrValuesCodec.encode(evidence.untrustedPcrs()));
        write("event-log", evidence.eventLog().orElseThrow());
        write("ak.pub", tpm.publicArea());
        write("ak.pem", Bytes.ofUtf8(pem("PUBLIC KEY", tpm.publicKey().getEncoded())));
        write("template.json", GoldenTemplate.of("golden", tpm.pcrs()));
        keys("corim");
        keys("verifier");
        keys("stranger");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path write(String name, Bytes content) throws IOException {
        return Files.write(file(name), content.toByteArray());
    }

    /** A signed CoRIM with the machine's values. */
    Path corim() {
        Path signed = file("golden.corim");
        Shell.Result result = Shell.rats(
                "corim",
                "sign",
                file("template.json"),
                "--key",
                file("corim.key"),
                "--signer",
                "acme",
                "--out",
                signed,
                "--force");
        if (result.status() != 0) {
            throw new IllegalStateException(result.err());
        }
        return signed;
    }

    private void keys(String name) throws IOException {
        KeyPair pair = CRYPTO.generate(EllipticCurve.P256, new SecureRandom());
        write(name + ".key", Bytes.ofUtf8(pem("PRIVATE KEY", pair.getPrivate().getEncoded())));
        write(name + ".pem", Bytes.ofUtf8(pem("PUBLIC KEY", pair.getPublic().getEncoded())));
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
