package dev.tablecast.local.stepfunctions.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The first class that the runnable jar loads. */
class MainIT {
    /** Java 17 reads this class, and would refuse every other one by a stack trace. */
    @Test
    void anOlderJavaIsToldWhatIsNeeded() throws IOException {
        var errors = new StringWriter();

        boolean ended = Main.isTooOld(17, new PrintWriter(errors, true));

        assertThat(ended).isTrue();
        assertThat(errors.toString())
                .isEqualTo(
                        "stepfunctions: this is Java 17, but Java 21 or newer is required, such as"
                                + " JAVA_HOME/bin/java -jar stepfunctions-local.jar"
                                + System.lineSeparator());
        assertThat(Main.isTooOld(21, new PrintWriter(errors))).isFalse();
        try (var jar = new JarFile("target/stepfunctions-local.jar");
                var bytes =
                        new DataInputStream(
                                jar.getInputStream(
                                        jar.getEntry(
                                                Main.class.getName().replace('.', '/')
                                                        + ".class")))) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(Main.class.getName());
            bytes.readInt();
            bytes.readUnsignedShort();
            assertThat(bytes.readUnsignedShort()).as("class file of Java 11").isEqualTo(55);
        }
    }
}
