package dev.tablecast.local.cloud.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A real browser on a page. */
final class Chromium implements AutoCloseable {
    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens a page, or skips the test with the reason where there is no browser. */
    static Chromium open(URI page) {
        Optional<Path> browser = executable("chromium", "google-chrome", "chromium-browser");
        Optional<Path> driver = executable("chromedriver");
        assumeTrue(browser.isPresent(), "Chromium isn't installed");
        assumeTrue(driver.isPresent(), "ChromeDriver isn't installed");
        var options = new ChromeOptions();
        options.setBinary(browser.get().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900");
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get().toFile())
                        .build();
        var chromium = new Chromium(new ChromeDriver(service, options));
        chromium.driver.get(page.toString());
        return chromium;
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    void awaitText(String selector, String text) {
        await().ignoreExceptions().until(() -> find(selector).getText().contains(text));
    }

    /** Runs a script in the page, and returns what it hands to its last argument, a function. */
    @Nullable Object run(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** What the page wrote to the browser's console, warnings and errors alike. */
    List<String> consoleMessages() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    private static Optional<Path> executable(String... names) {
        return Arrays.stream(names)
                .flatMap(
                        name ->
                                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
