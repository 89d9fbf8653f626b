package io.lingchuang.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures of things and of nobody, drawn for the sample: workshops, cabinets, supports, belts, boards and gears. */
final class SamplePictures {

    /** What a picture shows, in the words of its caption. */
    enum Scene {
        BENCH("实训台一角"),
        CABINET("变频调速柜"),
        SUPPORT("液压支架实训台"),
        BELT("皮带机巡检样机"),
        BOARD("挂图作战墙"),
        GEARS("减速器拆检");

        final String caption;

        Scene(String caption) {
            this.caption = caption;
        }
    }

    private static final int WIDTH = 960;
    private static final int HEIGHT = 640;
    private static final Color STEEL = new Color(92, 104, 118);
    private static final Color LIGHT = new Color(226, 231, 236);
    private static final Color RED = new Color(200, 16, 46);
    private static final Color GOLD = new Color(214, 170, 60);
    private static final Color DARK = new Color(44, 54, 66);

    private final Graphics2D pen;
    private final int variant;

    private SamplePictures(Graphics2D pen, int variant) {
        this.pen = pen;
        this.variant = variant;
    }

    /** A JPEG of some 30 kB; variants of a scene differ a little. */
    static byte[] of(Scene scene, int variant) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        var picture = new SamplePictures(pen, variant);
        picture.room();
        picture.draw(scene);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void draw(Scene scene) {
        switch (scene) {
            case BENCH -> bench();
            case CABINET -> cabinet();
            case SUPPORT -> support();
            case BELT -> belt();
            case BOARD -> board();
            case GEARS -> gears();
        }
    }

    /** A wall with windows and a floor, lit from another side each time. */
    private void room() {
        int warm = variant % 3 * 8;
        pen.setPaint(new GradientPaint(0, 0, new Color(236, 232 - warm, 226 - warm), WIDTH, 400, LIGHT));
        pen.fillRect(0, 0, WIDTH, 430);
        pen.setPaint(new GradientPaint(0, 430, new Color(176, 182, 188), 0, HEIGHT, new Color(120, 128, 136)));
        pen.fillRect(0, 430, WIDTH, HEIGHT - 430);
        pen.setColor(new Color(255, 255, 255, 150));
        for (int i = 0; i < 3; i++) {
            pen.fill(new RoundRectangle2D.Double(60 + i * 310 + variant % 4 * 10, 40, 200, 110, 10, 10));
        }
        pen.setColor(RED);
        pen.fillRect(0, 425, WIDTH, 8);
    }

    private void box(double x, double y, double w, double h, Color color) {
        pen.setColor(color);
        pen.fill(new RoundRectangle2D.Double(x, y, w, h, 12, 12));
    }

    private void disc(double x, double y, double r, Color color) {
        pen.setColor(color);
        pen.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
    }

    private void bench() {
        box(110, 380, 740, 36, new Color(160, 118, 76));
        box(150, 416, 34, 170, STEEL);
        box(776, 416, 34, 170, STEEL);
        box(190, 280, 150, 100, DARK);
        for (int i = 0; i < 3; i++) {
            disc(225 + i * 40, 315, 13, i == variant % 3 ? GOLD : LIGHT);
        }
        box(400, 330, 180, 50, STEEL);
        box(460, 250, 60, 80, GOLD);
        disc(680, 330, 50, STEEL);
        disc(680, 330, 20, LIGHT);
        for (int i = 0; i < 7; i++) {
            box(200 + i * 80, 190, 14, 60 + (i * 7 + variant * 5) % 30, i % 3 == 0 ? RED : STEEL);
        }
    }

    private void cabinet() {
        for (int i = 0; i < 4; i++) {
            double x = 130 + i * 178;
            box(x, 170, 166, 380, i == variant % 4 ? new Color(70, 92, 112) : STEEL);
            box(x + 22, 195, 122, 70, new Color(210, 228, 214));
            pen.setColor(DARK);
            pen.setStroke(new BasicStroke(4));
            pen.draw(new Arc2D.Double(x + 48, 205, 70, 70, 20, 140, Arc2D.OPEN));
            for (int k = 0; k < 3; k++) {
                disc(x + 40 + k * 43, 305, 13, k == 0 ? RED : k == 1 ? GOLD : new Color(46, 125, 50));
            }
            for (int k = 0; k < 5; k++) {
                box(x + 30, 440 + k * 18, 106, 8, DARK);
            }
        }
    }

    private void support() {
        box(150, 545, 640, 34, DARK);
        for (int i = 0; i < 3; i++) {
            double x = 230 + i * 190;
            box(x, 300, 58, 250, STEEL);
            box(x + 13, 215 - variant % 3 * 12, 32, 120, LIGHT);
        }
        var roof = new Path2D.Double();
        roof.moveTo(130, 215);
        roof.lineTo(820, 170);
        roof.lineTo(840, 205);
        roof.lineTo(150, 250);
        roof.closePath();
        pen.setColor(GOLD);
        pen.fill(roof);
        pen.setColor(RED);
        pen.setStroke(new BasicStroke(7));
        pen.draw(new Arc2D.Double(300, 380, 380, 120, 180, 170, Arc2D.OPEN));
    }

    private void belt() {
        pen.setColor(DARK);
        pen.fill(new RoundRectangle2D.Double(90, 330, 780, 92, 92, 92));
        pen.setColor(new Color(150, 158, 166));
        pen.fill(new RoundRectangle2D.Double(106, 346, 748, 60, 60, 60));
        for (int i = 0; i < 8; i++) {
            disc(150 + i * 94, 376, 24, STEEL);
            disc(150 + i * 94, 376, 9, LIGHT);
        }
        box(180, 422, 30, 150, STEEL);
        box(740, 422, 30, 150, STEEL);
        for (int i = 0; i < 9; i++) {
            disc(240 + i * 58, 312 - (i * 13 + variant * 7) % 17, 26, new Color(52, 50, 50));
        }
        box(620 - variant % 4 * 90, 205, 84, 54, RED);
        disc(662 - variant % 4 * 90, 276, 16, LIGHT);
    }

    private void board() {
        box(110, 150, 740, 330, Color.WHITE);
        pen.setColor(RED);
        pen.fillRect(110, 150, 740, 44);
        Color[] lights = {new Color(46, 125, 50), GOLD, RED};
        for (int i = 0; i < 7; i++) {
            int y = 212 + i * 36;
            pen.setColor(LIGHT);
            pen.fillRect(320, y, 510, 22);
            box(130, y, 160, 22, new Color(200, 206, 212));
            int from = (i * 71 + variant * 29) % 220;
            box(
                    320 + from,
                    y + 3,
                    110 + (i * 53) % 160,
                    16,
                    lights[(i * 5 + variant) % 7 == 0 ? 2 : i % 4 == 3 ? 1 : 0]);
        }
    }

    private void gears() {
        box(120, 500, 720, 40, STEEL);
        gear(340, 350, 140, 18, STEEL);
        gear(580, 290, 92, 12, GOLD);
        gear(700, 420, 66, 9, DARK);
        box(150, 470, 90 + variant % 3 * 12, 30, RED);
    }

    private void gear(int x, int y, int radius, int teeth, Color color) {
        AffineTransform before = pen.getTransform();
        pen.translate(x, y);
        pen.rotate(variant * 0.17);
        pen.setColor(color);
        for (int i = 0; i < teeth; i++) {
            pen.rotate(2 * Math.PI / teeth);
            pen.fill(new RoundRectangle2D.Double(-radius * 0.1, -radius * 1.14, radius * 0.2, radius * 0.4, 6, 6));
        }
        pen.setTransform(before);
        disc(x, y, radius, color);
        disc(x, y, radius * 0.55, LIGHT);
        disc(x, y, radius * 0.2, DARK);
    }
}
