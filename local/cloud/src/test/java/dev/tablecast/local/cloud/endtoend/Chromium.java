package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
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
        return open(page, "");
    }

    /** Opens a page in a browser that takes this machine for a site's, as after DNS rebinding. */
    static Chromium openRebound(URI page) {
        return open(page, "MAP %s 127.0.0.1, ".formatted(page.getHost()));
    }

    private static Chromium open(URI page, String hosts) {
        Optional<Path> browser = executable("chromium", "google-chrome", "chromium-browser");
        Optional<Path> driver = executable("chromedriver");
        require(browser.isPresent(), "Chromium isn't installed");
        require(driver.isPresent(), "ChromeDriver isn't installed");
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
                // There is no network: whoever needs one fails.
                "--host-resolver-rules="
                        + hosts
                        + "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "--enable-precise-memory-info",
                "--js-flags=--expose-gc",
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

    /** Returns the texts of elements at one moment, even if elements come and go all the time. */
    List<String> texts(String selector) {
        Object texts =
                value(
                        "return [...document.querySelectorAll(arguments[0])].map(e => (e.innerText"
                                + " ?? e.textContent).replaceAll('\\t', ' ').trim())",
                        selector);
        return ((List<?>) Objects.requireNonNull(texts)).stream().map(String::valueOf).toList();
    }

    /** Waits for an element that can be seen. */
    WebElement await(String selector) {
        Awaitility.await().ignoreExceptions().until(() -> find(selector).isDisplayed());
        return find(selector);
    }

    void click(String selector) {
        Awaitility.await()
                .ignoreExceptions()
                .until(
                        () -> {
                            find(selector).click();
                            return true;
                        });
    }

    /** Replaces what is typed in a field. */
    void type(String selector, String text) {
        WebElement field = await(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Goes to another place of the same page, as a link does. */
    void go(String fragment) {
        driver.executeScript("location.hash = arguments[0]", fragment);
    }

    /** Opens a page in a new tab, and switches to it. */
    String openTab(URI page) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(page.toString());
        return tab();
    }

    /** Returns the current tab. */
    String tab() {
        return driver.getWindowHandle();
    }

    void showTab(String tab) {
        driver.switchTo().window(tab);
    }

    /** Closes the current tab, and switches to another. */
    void closeTab(String next) {
        driver.close();
        showTab(next);
    }

    /** Leaves the page for another. */
    void visit(URI page) {
        driver.get(page.toString());
    }

    void back() {
        driver.navigate().back();
    }

    /** Freezes the page, as a browser does with one that nobody looks at, or lets it go on. */
    void freeze(boolean frozen) {
        driver.executeCdpCommand(
                "Page.setWebLifecycleState", Map.of("state", frozen ? "frozen" : "active"));
    }

    /** Switches the dark colour scheme on or off, if the page has one. */
    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
    }

    /** Gives the page another size, as on another device. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", true));
    }

    /** Switches the page's network off or on. */
    void offline(boolean offline) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline", offline,
                        "latency", 0,
                        "downloadThroughput", -1,
                        "uploadThroughput", -1));
    }

    /** A node of the accessibility tree. */
    record AccessibleNode(String role, String name) {}

    List<AccessibleNode> accessibilityTree() {
        driver.executeCdpCommand("Accessibility.enable", Map.of());
        Map<String, Object> tree =
                driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of());
        return ((List<?>) Objects.requireNonNull(tree.get("nodes")))
                .stream()
                        .map(node -> (Map<?, ?>) node)
                        .filter(node -> Boolean.FALSE.equals(node.get("ignored")))
                        .map(node -> new AccessibleNode(value(node, "role"), value(node, "name")))
                        .toList();
    }

    private static String value(Map<?, ?> node, String property) {
        return node.get(property) instanceof Map<?, ?> value
                ? String.valueOf(value.get("value"))
                : "";
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Returns the result of a synchronous script. */
    @Nullable Object value(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Writes a screenshot of the window to a PNG file. */
    void screenshot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a screenshot that ends with an element, in a window of that height. */
    void screenshotDownTo(String selector, Path file) {
        Object height =
                value(
                        "scrollTo(0, 0); return Math.ceil(20 +"
                            + " document.querySelector(arguments[0]).getBoundingClientRect().bottom)",
                        selector);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        1280,
                        "height",
                        Objects.requireNonNull(height),
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        false));
        screenshot(file);
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    void awaitText(String selector, String text) {
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(find(selector).getText()).contains(text));
    }

    /** Runs a script in the page, and returns what it hands to its last argument, a function. */
    @Nullable Object run(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Returns all messages of the page in the browser's console, including warnings. */
    List<String> consoleMessages() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /**
     * The build's output has the reason as well: Maven counts what is skipped, and says no more.
     */
    private static void require(boolean isThere, String otherwise) {
        if (!isThere) {
            System.out.println("[WARNING] Skipped, since there is no browser: " + otherwise);
        }
        assumeTrue(isThere, otherwise);
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
