package io.teleon.agent;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// Where the controller's HTTP interface is: `http://127.0.0.1:8080`.
public record ControllerAddress(URI uri) {

    private static final List<String> SCHEMES = List.of("http", "https");

    public ControllerAddress {
        if (uri.getScheme() == null
                || !SCHEMES.contains(uri.getScheme())
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw notAnAddress(uri.toString());
        }
    }

    public static ControllerAddress parse(String text) {
        try {
            return new ControllerAddress(new URI(text));
        } catch (URISyntaxException e) {
            throw notAnAddress(text);
        }
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException(
                "controller '" + text + "' is not of the form http://HOST:PORT");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
