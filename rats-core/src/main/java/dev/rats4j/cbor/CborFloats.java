package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;
import java.nio.ByteBuffer;

/** Floating-point items: half, single and double precision, RFC 8949, 3.3 and 4.1. */
final class CborFloats {

    private static final Bytes NAN = Bytes.of(0xf9, 0x7e, 0x00);

    private CborFloats() {}

    static double value(Bytes item) {
        ByteBuffer in = item.asByteBuffer().position(1);
        return switch (item.length()) {
            case 3 -> halfToDouble(in.getShort());
            case 5 -> in.getFloat();
            default -> in.getDouble();
        };
    }

    /** The shortest encoding that keeps the value; every NaN becomes {@code f97e00}. */
    static Bytes shortest(Bytes item) {
        double value = value(item);
        if (Double.isNaN(value)) {
            return NAN;
        }
        if (value != (float) value) {
            return Bytes.copyOf(
                    ByteBuffer.allocate(9).put((byte) 0xfb).putDouble(value).array());
        }
        for (int half : new int[] {halfCandidate((float) value), halfCandidate((float) value) + 1}) {
            if (Double.compare(halfToDouble((short) half), value) == 0) {
                return Bytes.of(0xf9, half >> 8 & 0xff, half & 0xff);
            }
        }
        return Bytes.copyOf(
                ByteBuffer.allocate(5).put((byte) 0xfa).putFloat((float) value).array());
    }

    /** The half-precision pattern at or just below a value, towards zero. */
    private static int halfCandidate(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int exponent = (bits >>> 23 & 0xff) - 127 + 15;
        int mantissa = bits & 0x7f_ffff;
        if (exponent >= 31) {
            return sign | 0x7c00;
        }
        if (exponent > 0) {
            return sign | exponent << 10 | mantissa >>> 13;
        }
        return exponent < -10 ? sign : sign | (mantissa | 0x80_0000) >>> (14 - exponent);
    }

    private static double halfToDouble(short half) {
        int exponent = half >>> 10 & 0x1f;
        int mantissa = half & 0x3ff;
        double magnitude;
        if (exponent == 0) {
            magnitude = Math.scalb((double) mantissa, -24);
        } else if (exponent == 31) {
            magnitude = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            magnitude = Math.scalb((double) (mantissa + 1024), exponent - 25);
        }
        return half < 0 ? -magnitude : magnitude;
    }
}
