package io.lingchuang.backup;

import io.lingchuang.platform.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 and the count of what passes by. */
final class Hash {

    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    /** Writes on and takes note; closing it leaves the stream below open, which goes on with the next entry. */
    OutputStream into(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] b, int from, int n) throws IOException {
                digest.update(b, from, n);
                bytes += n;
                out.write(b, from, n);
            }
        };
    }

    /** Reads at most this many bytes into nothing but the hash. */
    Hash of(InputStream in, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = most; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                break;
            }
            digest.update(buffer, 0, n);
            bytes += n;
            left -= n;
        }
        return this;
    }

    void add(byte[] some) {
        digest.update(some);
        bytes += some.length;
    }

    long bytes() {
        return bytes;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
