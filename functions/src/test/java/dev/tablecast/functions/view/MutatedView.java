package dev.tablecast.functions.view;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The classes of the project a second time, of which {@link View} is compiled anew from its source
 * with one piece replaced.
 */
final class MutatedView extends ClassLoader {
    private static final Path SOURCE =
            Path.of("src/main/java/dev/tablecast/functions/view/View.java");
    private static final String PROJECT = "dev.tablecast.";

    private final Map<String, byte[]> compiled;

    private MutatedView(Map<String, byte[]> compiled) {
        super(MutatedView.class.getClassLoader());
        this.compiled = compiled;
    }

    /**
     * Compiles {@link View} with a piece of its source replaced.
     *
     * @throws IllegalArgumentException if the source doesn't have the piece exactly once
     */
    static MutatedView with(String piece, String replacement) {
        try {
            String source = Files.readString(SOURCE);
            if (source.indexOf(piece) < 0 || source.indexOf(piece) != source.lastIndexOf(piece)) {
                throw new IllegalArgumentException(
                        "%s has \"%s\" not once; change the mutation with it"
                                .formatted(SOURCE, piece));
            }
            return new MutatedView(compile(source.replace(piece, replacement)));
        } catch (IOException e) {
            throw new UncheckedIOException(SOURCE + " can't be read", e);
        }
    }

    /** Returns what {@link ViewTable} finds wrong with it, over every combination. */
    List<?> violations() throws ReflectiveOperationException {
        var method = loadClass(Check.class.getName()).getDeclaredMethod("violations");
        method.setAccessible(true);
        return (List<?>) method.invoke(null);
    }

    /** The check, which is loaded beside the mutated class. */
    static final class Check {
        private Check() {}

        static List<String> violations() {
            return ViewTable.all().stream()
                    .flatMap(
                            table -> {
                                View view = table.policy().view(table.request(), ViewTable.CLAIMS);
                                return table.violations(view::of).stream();
                            })
                    .toList();
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!name.startsWith(PROJECT)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) {
            String resource = name.replace('.', '/') + ".class";
            try (InputStream file = getParent().getResourceAsStream(resource)) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                bytes = file.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static Map<String, byte[]> compile(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var classes = new HashMap<String, ByteArrayOutputStream>();
        var file =
                new SimpleJavaFileObject(
                        URI.create("string:///View.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        var files =
                new ForwardingJavaFileManager<JavaFileManager>(
                        compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location,
                            String name,
                            JavaFileObject.Kind kind,
                            FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return classes.computeIfAbsent(
                                        name, ignored -> new ByteArrayOutputStream());
                            }
                        };
                    }
                };
        var options =
                List.of(
                        "--release",
                        "21",
                        "-proc:none",
                        "-classpath",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")));
        if (!compiler.getTask(null, files, null, options, null, List.of(file)).call()) {
            throw new IllegalArgumentException("the mutated view doesn't compile");
        }
        var compiled = new HashMap<String, byte[]>();
        classes.forEach((name, bytes) -> compiled.put(name, bytes.toByteArray()));
        return compiled;
    }
}
