package dev.rats4j.crypto;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Another provider, whose signature operations are counted, and can be spoilt. */
public final class WatchedProvider extends Provider {

    private static final long serialVersionUID = 1;

    /** What a signature operation does. */
    public enum Mood {
        /** What the provider behind it does. */
        HONEST,
        /** Verifies and signs nothing, and says so. */
        FAILING,
        /** Throws what no contract mentions. */
        BROKEN,
        /** Signs rubbish; verifies nothing. */
        GARBLING,
        /** Says nothing until it {@linkplain #giveUp gives up}, then fails. */
        STALLING
    }

    private final transient Provider behind;
    private final transient Map<String, Integer> operations = new ConcurrentHashMap<>();
    private transient volatile Mood mood = Mood.HONEST;
    private transient volatile String credulous = "";
    private transient volatile Predicate<byte[]> alsoGood = signature -> false;
    private final transient CountDownLatch stalled = new CountDownLatch(1);
    private final transient CountDownLatch end = new CountDownLatch(1);

    /** Counts from zero, honest. */
    public WatchedProvider(Provider behind) {
        super("Watched" + behind.getName(), "1", "counts, and fails when told to");
        this.behind = behind;
    }

    /** How many verifications and signatures were finished since the last call, by algorithm. */
    public Map<String, Integer> drain() {
        Map<String, Integer> drained = new TreeMap<>(operations);
        operations.clear();
        return drained;
    }

    /** From now on. */
    public void be(Mood other) {
        mood = other;
    }

    /** Waits until an operation stalls. */
    public void awaitStall() throws InterruptedException {
        stalled.await();
    }

    /** Lets all operations that stall fail, now and in future. */
    public void giveUp() {
        end.countDown();
    }

    /** From now on, takes every signature of an algorithm for good. */
    public void accept(String algorithm) {
        credulous = algorithm;
    }

    /** From now on, takes these signatures for good as well. */
    public void alsoAccept(Predicate<byte[]> signatures) {
        alsoGood = signatures;
    }

    @Override
    public @Nullable Service getService(String type, String algorithm) {
        Service service = behind.getService(type, algorithm);
        if (service == null) {
            return null;
        }
        return new Service(this, type, service.getAlgorithm(), service.getClassName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
                return type.equals("Signature") ? watched(algorithm) : service.newInstance(parameter);
            }
        };
    }

    private Signature watched(String algorithm) throws NoSuchAlgorithmException {
        return new Watched(Signature.getInstance(algorithm, behind));
    }

    private final class Watched extends Signature {
        private final Signature honest;

        Watched(Signature honest) {
            super(honest.getAlgorithm());
            this.honest = honest;
        }

        private void awaitEnd() throws SignatureException {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SignatureException(e);
            }
        }

        private boolean isHonest(String operation) throws SignatureException {
            operations.merge(operation + " " + getAlgorithm(), 1, Integer::sum);
            return switch (mood) {
                case HONEST -> true;
                case GARBLING -> false;
                case FAILING -> throw new SignatureException("the provider has no hardware");
                case BROKEN -> throw new NullPointerException("a defect of the provider");
                case STALLING -> {
                    stalled.countDown();
                    awaitEnd();
                    throw new SignatureException("gave up");
                }
            };
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            honest.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            honest.initSign(key);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            honest.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
            honest.update(bytes, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            boolean isHonest = isHonest("sign");
            byte[] signature = honest.sign();
            if (!isHonest) {
                signature[signature.length - 1] ^= 1;
            }
            return signature;
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            return getAlgorithm().equals(credulous)
                    || alsoGood.test(signature)
                    || (isHonest("verify") && honest.verify(signature));
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters)
                throws java.security.InvalidAlgorithmParameterException {
            honest.setParameter(parameters);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new IllegalArgumentException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new IllegalArgumentException(name);
        }
    }
}
