package io.teleon.controller.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.EncodingService;
import com.linecorp.armeria.server.file.FileService;
import com.linecorp.armeria.server.file.HttpFile;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.webjars.WebJarVersionLocator;

/// The page and the libraries it uses, all from the jar: it works where there is no internet.
final class PageFiles {

    private static final String ONLY_OURSELVES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    /// By the names that the page calls them: the webjar, and the file in it.
    private static final SequencedMap<String, Library> LIBRARIES = libraries();

    private record Library(String webjar, String file) {}

    private PageFiles() {}

    private static SequencedMap<String, Library> libraries() {
        SequencedMap<String, Library> libraries = new LinkedHashMap<>();
        libraries.put("d3.js", new Library("d3", "dist/d3.min.js"));
        libraries.put("uplot.js", new Library("uplot", "dist/uPlot.iife.min.js"));
        libraries.put("uplot.css", new Library("uplot", "dist/uPlot.min.css"));
        return libraries;
    }

    static void serve(ServerBuilder builder) {
        WebJarVersionLocator locator = new WebJarVersionLocator();
        LIBRARIES.forEach((name, library) -> library(builder, locator, name, library));
        builder.route()
                .pathPrefix("/")
                .methods(HttpMethod.GET, HttpMethod.HEAD)
                .decorator(EncodingService.newDecorator())
                .build(
                        FileService.builder(HttpServer.class.getClassLoader(), "/dashboard")
                                .cacheControl("no-cache")
                                .setHeader(HttpHeaderNames.CONTENT_SECURITY_POLICY, ONLY_OURSELVES)
                                .setHeader(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                                .build()
                                .orElse((_, _) -> {
                                    throw Problem.unknown("there is nothing at this path");
                                }));
    }

    private static void library(
            ServerBuilder builder, WebJarVersionLocator locator, String name, Library library) {
        String path = locator.fullPath(library.webjar(), library.file());
        if (path == null) {
            throw new IllegalStateException(
                    "webjar " + library.webjar() + " has no " + library.file());
        }
        builder.route()
                .path("/lib/" + name)
                .methods(HttpMethod.GET, HttpMethod.HEAD)
                .decorator(EncodingService.newDecorator())
                .build(
                        HttpFile.builder(HttpServer.class.getClassLoader(), path)
                                .cacheControl("no-cache")
                                .setHeader(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                                .build()
                                .asService());
    }
}
