package dev.tablecast.local.stepfunctions.launch;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of the runnable jar: it starts {@link dev.tablecast.local.stepfunctions.Main}, or
 * says which Java is needed.
 *
 * <p>It is compiled for Java 11, which can't read the other classes and would only print an {@code
 * UnsupportedClassVersionError}.
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

    /** Says so on {@code errors} where this version of Java can't run the rest. */
    static boolean isTooOld(int version, PrintWriter errors) {
        if (version >= OLDEST) {
            return false;
        }
        errors.println(
                "stepfunctions: this is Java "
                        + version
                        + "; it takes Java 21 or newer, such as JAVA_HOME/bin/java -jar"
                        + " stepfunctions-local.jar");
        return true;
    }
}
