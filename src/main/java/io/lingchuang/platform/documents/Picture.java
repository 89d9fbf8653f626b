package io.lingchuang.platform.documents;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A photo as a document takes it in: upright, and no larger than paper shows. */
public final class Picture {

    private static final int ORIENTATION = 0x0112;

    private Picture() {}

    /**
     * As the address of an img in a document's HTML.
     *
     * @param longest pixels of its longer side
     * @return empty for what is no picture that can be read here
     */
    public static Optional<String> inside(InputStream content, int longest) {
        try {
            byte[] bytes = content.readAllBytes();
            BufferedImage read = read(bytes, longest);
            if (read == null) {
                return Optional.empty();
            }
            var out = new ByteArrayOutputStream();
            ImageIO.write(upright(read, orientation(bytes), longest), "jpg", out);
            return Optional.of("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(out.toByteArray()));
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            return Optional.empty(); // a broken picture is left out, the document is not
        }
    }

    /** Only as many of its pixels as are needed: a photo of fifty megapixels does not fill the memory. */
    private static @org.jspecify.annotations.Nullable BufferedImage read(byte[] bytes, int longest) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / longest / 2);
                var how = reader.getDefaultReadParam();
                how.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, how);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage upright(BufferedImage from, int orientation, int longest) {
        boolean turned = orientation >= 5;
        double scale = Math.min(1, (double) longest / Math.max(from.getWidth(), from.getHeight()));
        int width = Math.max(1, (int) Math.round((turned ? from.getHeight() : from.getWidth()) * scale));
        int height = Math.max(1, (int) Math.round((turned ? from.getWidth() : from.getHeight()) * scale));
        var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = to.createGraphics();
        g.setColor(java.awt.Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        var move = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        move.concatenate(
                switch (orientation) {
                    case 2 -> AffineTransform.getScaleInstance(-1, 1);
                    case 3 -> AffineTransform.getQuadrantRotateInstance(2);
                    case 4 -> AffineTransform.getScaleInstance(1, -1);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> AffineTransform.getQuadrantRotateInstance(1);
                    case 7 -> new AffineTransform(0, -1, -1, 0, 0, 0);
                    case 8 -> AffineTransform.getQuadrantRotateInstance(3);
                    default -> new AffineTransform();
                });
        move.scale(scale, scale);
        move.translate(-from.getWidth() / 2.0, -from.getHeight() / 2.0);
        g.drawImage(from, move, null);
        g.dispose();
        return to;
    }

    /** How the camera was held, by the first list of tags of the Exif part; 1 where nothing is said. */
    private static int orientation(byte[] bytes) {
        ByteBuffer jpeg = ByteBuffer.wrap(bytes);
        if (bytes.length < 4 || jpeg.getShort(0) != (short) 0xFFD8) {
            return 1;
        }
        int at = 2;
        while (at + 10 < bytes.length
                && (jpeg.getShort(at) & 0xFF00) == 0xFF00
                && jpeg.getShort(at) != (short) 0xFFDA) {
            if (jpeg.getShort(at) == (short) 0xFFE1 && jpeg.getInt(at + 4) == 0x45786966) {
                return tag(jpeg.slice(at + 10, bytes.length - at - 10));
            }
            at += 2 + (jpeg.getShort(at + 2) & 0xFFFF);
        }
        return 1;
    }

    private static int tag(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int list = tiff.getInt(4);
        int tags = tiff.getShort(list) & 0xFFFF;
        for (int i = 0; i < tags; i++) {
            int entry = list + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                int said = tiff.getShort(entry + 8);
                return said >= 1 && said <= 8 ? said : 1;
            }
        }
        return 1;
    }
}
