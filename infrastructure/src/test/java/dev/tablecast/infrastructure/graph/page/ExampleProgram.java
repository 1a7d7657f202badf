package dev.tablecast.infrastructure.graph.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** The example of a user's own program, compiled as it stands. */
final class ExampleProgram {
    static final String PROJECT = "shop";
    static final Path SOURCE =
            Path.of("examples", "component", "src", "main", "java", "shop", "Shop.java");

    private final Class<?> type;

    private ExampleProgram(Class<?> type) {
        this.type = type;
    }

    /** Compiles the program into a folder. */
    static ExampleProgram compiled(Path folder) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean done =
                    compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of(
                                            "-d",
                                            folder.toString(),
                                            "-proc:none",
                                            "-cp",
                                            System.getProperty("java.class.path")),
                                    null,
                                    files.getJavaFileObjects(SOURCE))
                            .call();
            assertThat(done).as(SOURCE + " compiles").isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            var loader =
                    URLClassLoader.newInstance(
                            new URL[] {folder.toUri().toURL()},
                            ExampleProgram.class.getClassLoader());
            return new ExampleProgram(loader.loadClass("shop.Shop"));
        } catch (ClassNotFoundException | MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    void provision(Context context) {
        try {
            type.getMethod("provision", Context.class).invoke(null, context);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
