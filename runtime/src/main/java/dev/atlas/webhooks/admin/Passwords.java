package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes members' passwords with Argon2id (RFC 9106) at the cost that OWASP's Password Storage Cheat Sheet names: 19 MiB,
 * 2 passes, 1 lane. Thread-safe; at most as many hashes at once as there are processors, since each holds its 19 MiB.
 */
public final class Passwords {
    private static final Argon2Hash.Cost COST = new Argon2Hash.Cost(19 * 1024, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final SecureRandom random;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());

    public Passwords(SecureRandom random) {
        this.random = random;
    }

    /** The text to store: parameters, salt and hash in the PHC string format. */
    public String hash(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Argon2Hash(COST, salt, compute(password, COST, salt, HASH_BYTES)).text();
    }

    /**
     * Whether the password is the one that was hashed.
     *
     * @param hash null when there is no such member: that is answered no after the same work, so that the time taken does
     *     not tell who is a member
     * @throws IllegalArgumentException when the hash is not one of ours
     */
    public boolean verify(Secret password, @Nullable String hash) {
        if (hash == null) {
            compute(password, COST, new byte[SALT_BYTES], HASH_BYTES);
            return false;
        }
        Argon2Hash stored = Argon2Hash.parse(hash);
        byte[] computed = compute(password, stored.cost(), stored.salt(), stored.hash().length);
        return MessageDigest.isEqual(computed, stored.hash());
    }

    /** Whether the hash was made at another cost than today's; hash anew at the next successful login. */
    public boolean needsRehash(String hash) {
        return !Argon2Hash.parse(hash).cost().equals(COST);
    }

    private byte[] compute(Secret password, Argon2Hash.Cost cost, byte[] salt, int length) {
        byte[] computed = new byte[length];
        turns.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.memoryKib())
                    .withIterations(cost.passes())
                    .withParallelism(cost.lanes())
                    .withSalt(salt)
                    .build());
            generator.generateBytes(password.value().getBytes(StandardCharsets.UTF_8), computed);
        } finally {
            turns.release();
        }
        return computed;
    }
}
