package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Pictures of the order board under {@code target/screenshots}, for people to look at. {@code
 * ./mvnw -Ppictures} puts those that the README shows where the docs are.
 */
class BoardPicturesIT {
    private static final Path SCREENSHOTS = Path.of(System.getProperty("tablecast.screenshots"));
    private static final Path DOCS = Path.of(System.getProperty("tablecast.pictures"));

    @Test
    void theBoardIsPicturedInLightAndDarkAndOnAPhone() throws IOException {
        try (var board = BoardSystem.start();
                var ada = board.signIn("ada");
                var gus = board.signIn("gus")) {
            ada.size(680, 700);
            gus.size(680, 700);
            move(ada, "Café Lindgren", 3);
            move(ada, "Mrs Okafor", 2);
            move(ada, "Harbour Hotel", 1);
            move(gus, "The Millers", 2);
            move(gus, "Ms Duarte", 1);
            board.lag(Duration.ofHours(1));
            BoardPage.place(ada, "Book Club", "3 quiches", "42");
            ada.awaitText("#orders", "Saving…");
            ada.value("document.activeElement.blur()");
            gus.dark(true);
            picture(ada, "board");
            board.lag(Duration.ZERO);
            ada.await(BoardPage.order("Book Club") + ":not(.is-pending)");
            picture(gus, "board-dark");
            ada.dark(true);
            picture(ada, "board-bakery-dark");
            ada.dark(false);
            ada.size(900, 640);
            picture(ada, "board-medium");
            ada.size(375, 760);
            picture(ada, "board-phone");
            gus.size(375, 760);
            picture(gus, "board-phone-dark");
            ada.size(1280, 800);
            ada.click("#add");
            picture(ada, "board-editor");
            ada.click("#editor [value=cancel]");
            ada.click("#sign-out");
            picture(ada, "board-sign-in");
            ada.size(375, 760);
            picture(ada, "board-sign-in-phone");
            gus.size(1280, 800);
            gus.click(BoardPage.order("Town Hall") + " .cancel");
            gus.awaitText("#messages", "Only a manager");
            picture(gus, "board-refused-dark");
            gus.size(375, 760);
            picture(gus, "board-refused-phone-dark");
        }
        publish("board.png");
        publish("board-dark.png");
    }

    private static void move(Chromium page, String customer, int times) {
        for (int i = 0; i < times; i++) {
            page.click(BoardPage.order(customer) + ":not(.is-pending) .next");
        }
        page.await(BoardPage.order(customer) + ":not(.is-pending)");
    }

    private static void picture(Chromium page, String name) {
        page.value("scrollTo(0, 0); document.getAnimations().forEach(each => each.finish())");
        Path file = SCREENSHOTS.resolve(name + ".png");
        page.screenshot(file);
        assertThat(file).isNotEmptyFile();
    }

    private static void publish(String name) throws IOException {
        if (!DOCS.equals(SCREENSHOTS)) {
            Files.copy(
                    SCREENSHOTS.resolve(name),
                    DOCS.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
