package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sends TPM2_Startup over the data socket of a software TPM, because the tools can send it at locality 0 only. */
final class SwtpmSocket {

    /** TPM2_Startup(TPM_SU_CLEAR), Part 3, 9.3. */
    private static final Bytes STARTUP = Bytes.fromHex("80010000000c000001440000");

    private static final Bytes SUCCESS = Bytes.fromHex("80010000000a00000000");

    private static final Duration RETRY_AFTER = Duration.ofMillis(5);

    private SwtpmSocket() {}

    static void startup(Path socket, Duration patience) throws AttesterException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (SocketChannel channel = connect(socket, deadline);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(STARTUP.toByteArray()));
            channel.register(selector, SelectionKey.OP_READ);
            ByteBuffer answer = ByteBuffer.allocate(SUCCESS.length());
            while (answer.hasRemaining() && System.nanoTime() - deadline < 0) {
                selector.select(100);
                selector.selectedKeys().clear();
                if (channel.read(answer) < 0) {
                    break;
                }
            }
            if (!Bytes.copyOf(answer.array()).equals(SUCCESS)) {
                throw new AttesterException(
                        "swtpm", -1, "TPM2_Startup failed", "Check the state directory of the software TPM.");
            }
        } catch (IOException e) {
            throw PrivateDirectory.failure("no connection to swtpm", e);
        }
    }

    /** The socket file is there a moment before anybody listens: a refused connection is tried again. */
    private static SocketChannel connect(Path socket, long deadline) throws IOException {
        while (true) {
            try {
                return SocketChannel.open(UnixDomainSocketAddress.of(socket));
            } catch (ConnectException e) {
                if (System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_AFTER.toNanos());
            }
        }
    }
}
