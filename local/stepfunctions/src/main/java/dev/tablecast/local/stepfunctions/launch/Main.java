package dev.tablecast.local.stepfunctions.launch;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of the runnable jar. It starts {@link dev.tablecast.local.stepfunctions.Main}, or
 * reports the Java version that is required.
 *
 * <p>It is compiled for Java 11, which can't load the other classes and would otherwise only print
 * an {@code UnsupportedClassVersionError}.
 */
final class Main {
    private static final int OLDEST = 21;

    private Main() {}

    public static void main(String[] args) throws Throwable {
        if (isTooOld(Runtime.version().feature(), new PrintWriter(System.err, true))) {
            System.exit(1);
        }
        try {
            Class.forName("dev.tablecast.local.stepfunctions.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Returns whether this version of Java is too old, after reporting it to {@code errors}. */
    static boolean isTooOld(int version, PrintWriter errors) {
        if (version >= OLDEST) {
            return false;
        }
        errors.println(
                "stepfunctions: this is Java "
                        + version
                        + ", but Java 21 or newer is required, such as JAVA_HOME/bin/java -jar"
                        + " stepfunctions-local.jar");
        return true;
    }
}
