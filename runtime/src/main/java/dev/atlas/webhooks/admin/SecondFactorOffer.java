package dev.atlas.webhooks.admin;

/**
 * A second factor that is not on yet: goes on when a code of it is given.
 *
 * @param secret to type into an authenticator app
 * @param address the same for a QR code
 */
public record SecondFactorOffer(String secret, String address) {
    @Override
    public String toString() {
        return "SecondFactorOffer[***]";
    }
}
