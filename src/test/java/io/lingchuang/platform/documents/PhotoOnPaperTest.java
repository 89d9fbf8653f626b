package io.lingchuang.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photos in documents stand upright, however the phone was held, and are no larger than paper shows. */
class PhotoOnPaperTest {

    /** 800 × 400, its left upper quarter red, the rest blue. */
    private static byte[] photo(int orientation) throws IOException {
        var image = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setColor(Color.BLUE);
        g.fillRect(0, 0, 800, 400);
        g.setColor(Color.RED);
        g.fillRect(0, 0, 400, 200);
        g.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        byte[] plain = out.toByteArray();
        var held = new ByteArrayOutputStream();
        held.write(plain, 0, 2);
        // Exif part: one tag, how the camera was held
        held.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8});
        held.write(new byte[] {0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0});
        held.write(plain, 2, plain.length - 2);
        return held.toByteArray();
    }

    private static BufferedImage inside(byte[] bytes, int longest) throws IOException {
        String address =
                Picture.inside(new ByteArrayInputStream(bytes), longest).orElseThrow();
        return ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(address.substring("data:image/jpeg;base64,".length()))));
    }

    private static boolean red(BufferedImage image, double x, double y) {
        var colour = new Color(image.getRGB((int) (image.getWidth() * x), (int) (image.getHeight() * y)));
        return colour.getRed() > colour.getBlue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 200, 100, 0.25, 0.25",
        "2, 200, 100, 0.75, 0.25",
        "3, 200, 100, 0.75, 0.75",
        "4, 200, 100, 0.25, 0.75",
        "5, 100, 200, 0.25, 0.25",
        "6, 100, 200, 0.75, 0.25",
        "7, 100, 200, 0.75, 0.75",
        "8, 100, 200, 0.25, 0.75"
    })
    void it_stands_upright_and_fits(int held, int width, int height, double x, double y) throws IOException {
        BufferedImage seen = inside(photo(held), 200);
        assertThat(seen.getWidth()).isEqualTo(width);
        assertThat(seen.getHeight()).isEqualTo(height);
        for (double across : new double[] {0.25, 0.75}) {
            for (double down : new double[] {0.25, 0.75}) {
                assertThat(red(seen, across, down)).as(across + ", " + down).isEqualTo(across == x && down == y);
            }
        }
    }

    @Test
    void what_is_no_picture_or_a_broken_one_is_left_out() throws IOException {
        assertThat(Picture.inside(new ByteArrayInputStream("%PDF-1.7".getBytes()), 200))
                .isEmpty();
        byte[] cut = java.util.Arrays.copyOf(photo(6), 40);
        assertThat(Picture.inside(new ByteArrayInputStream(cut), 200)).isEmpty();
        assertThat(Picture.inside(new ByteArrayInputStream(new byte[0]), 200)).isEmpty();
    }
}
