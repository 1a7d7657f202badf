package dev.tablecast.local.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64",
        "Mac OS X, x86_64",
        "Mac OS X, aarch64",
        "Windows 11, amd64",
        "Windows Server 2022, amd64"
    })
    void aPlatformForWhichThereIsALibraryPasses(String osName, String osArch) {
        assertThatCode(() -> NativeLibrary.check(osName, osArch)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, aarch64, linux/aarch64",
        "Windows 11, aarch64, windows/aarch64",
        "FreeBSD, amd64, freebsd/amd64"
    })
    void anotherPlatformGetsOneLineWithThoseThereAre(String osName, String osArch, String name) {
        assertThatThrownBy(() -> NativeLibrary.check(osName, osArch))
                .isInstanceOf(DynamoDbLocalException.class)
                .hasMessage(
                        "DynamoDB Local needs SQLite's native library, which isn't available for"
                            + " %s; supported platforms: Linux on x86-64, Windows on x86-64, macOS"
                            + " on Apple silicon, macOS on x86-64",
                        name);
    }
}
