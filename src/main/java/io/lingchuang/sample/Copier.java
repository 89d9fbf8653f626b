package io.lingchuang.sample;

import io.lingchuang.sample.IdeaTexts.Idea;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Changes a text the way people do who hand it in a second time. */
final class Copier {

    private final Phrases phrases;
    private final SplittableRandom random;

    Copier(Phrases phrases, SplittableRandom random) {
        this.phrases = phrases;
        this.random = random;
    }

    /** That share of the letters is others, in runs of two or three; punctuation stays. */
    String characters(String text, double share) {
        StringBuilder changed = new StringBuilder(text);
        int left = (int) Math.round(share * text.length());
        boolean[] done = new boolean[text.length()];
        for (int tries = 0; left > 0 && tries < 20 * text.length(); tries++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 2 + random.nextInt(2));
            for (int i = at; i < end && left > 0; i++) {
                if (!done[i] && Character.isLetterOrDigit(text.charAt(i))) {
                    changed.setCharAt(i, phrases.characters.charAt(random.nextInt(phrases.characters.length())));
                    done[i] = true;
                    left--;
                }
            }
        }
        return changed.toString();
    }

    /** As many words as have another for them, but no more than three in ten; a word has about two letters. */
    String synonyms(String text) {
        record Place(int at, String word, List<String> others) {}
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            for (Map.Entry<String, List<String>> s : phrases.synonyms.entrySet()) {
                if (text.startsWith(s.getKey(), i)) {
                    places.add(new Place(i, s.getKey(), s.getValue()));
                    i += s.getKey().length() - 1;
                    break;
                }
            }
        }
        shuffle(places);
        List<Place> chosen = new ArrayList<>(places.subList(0, Math.min(places.size(), text.length() * 3 / 20)));
        chosen.sort((a, b) -> Integer.compare(b.at(), a.at()));
        StringBuilder changed = new StringBuilder(text);
        for (Place p : chosen) {
            changed.replace(
                    p.at(),
                    p.at() + p.word().length(),
                    p.others().get(random.nextInt(p.others().size())));
        }
        return changed.toString();
    }

    /** All sentences in another order, spread over the three fields as they come. */
    Idea moved(Idea original) {
        List<String> sentences = new ArrayList<>();
        for (String text : List.of(original.problem(), original.measure(), original.benefit())) {
            for (String sentence : text.split("。")) {
                sentences.add(sentence + "。");
            }
        }
        shuffle(sentences);
        int third = Math.max(1, sentences.size() / 3);
        return new Idea(
                original.industry(),
                original.title(),
                String.join("", sentences.subList(0, third)),
                String.join("", sentences.subList(third, 2 * third)),
                String.join("", sentences.subList(2 * third, sentences.size())));
    }

    /** The same text with other numbers. */
    String numbers(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) && random.nextInt(2) == 0) {
                changed.setCharAt(i, (char) ('1' + random.nextInt(9)));
            }
        }
        return changed.toString();
    }

    private void shuffle(List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
