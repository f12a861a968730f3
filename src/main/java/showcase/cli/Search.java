package showcase.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * A search for words in a few short pages. A word is worth more the fewer pages have it, and it is
 * worth most in a title and least in a note. The beginning of a word matches, too: {@code inter}
 * finds {@code interrupt}, but counts for less.
 *
 * @param <T> what the pages are about
 */
final class Search<T> {
  /**
   * What is searched about one thing.
   *
   * @param about the thing
   * @param titles its names and titles
   * @param problem what it is for; not empty
   * @param notes what else there is to say of it
   */
  record Page<T>(T about, List<String> titles, String problem, List<String> notes) {}

  /**
   * A page that matches.
   *
   * @param about what the page is about
   * @param sentence the sentence of the problem that matches best, or one of a note for words that
   *     only a note has; the problem's first one if only a title matches
   * @param score how well the page matches
   */
  record Hit<T>(T about, String sentence, double score) {}

  private static final double TITLE = 4;
  private static final double PROBLEM = 2;
  private static final double NOTE = 1;
  private static final double BEGINNING = 0.6;
  private static final int SHORTEST_BEGINNING = 3;

  /** A page that scores less than this part of the best page's score is left out. */
  private static final double LEAST_OF_BEST = 0.4;

  private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.?!])\\s+(?=\\p{Lu})");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{Alnum}-]+");
  private static final Pattern BETWEEN_PARTS = Pattern.compile("-+|(?<=\\p{Lower})(?=\\p{Upper})");

  /** Words of a question that say nothing about its subject. */
  private static final Set<String> NOISE =
      Set.of(
          ("a an and are as at be but by can do does for from have how i if in is it its me my not"
                  + " of on or so some that the their them then there they this to use want we what"
                  + " when where which who why will with you")
              .split(" "));

  private record Sentence(String text, double weight, Set<String> stems) {
    double weightOf(String stem) {
      if (stems.contains(stem)) {
        return weight;
      }
      if (stem.length() >= SHORTEST_BEGINNING) {
        for (String other : stems) {
          if (other.startsWith(stem)) {
            return weight * BEGINNING;
          }
        }
      }
      return 0;
    }
  }

  private record Indexed<T>(T about, List<Sentence> titles, List<Sentence> body) {
    /** How much the word counts here: as much as where it counts most. */
    double weightOf(String stem) {
      double most = 0;
      for (List<Sentence> sentences : List.of(titles, body)) {
        for (Sentence sentence : sentences) {
          most = Math.max(most, sentence.weightOf(stem));
        }
      }
      return most;
    }

    /** As {@link Sentence#weightOf}, but nothing for a note if the title or the problem has it. */
    double tells(Sentence sentence, String stem) {
      boolean repeats = sentence.weight() == NOTE && weightOf(stem) > NOTE;
      return repeats ? 0 : sentence.weightOf(stem);
    }
  }

  private final List<Indexed<T>> pages = new ArrayList<>();
  private final Set<String> vocabulary = new TreeSet<>();

  Search(List<Page<T>> pages) {
    for (Page<T> page : pages) {
      List<Sentence> titles = new ArrayList<>();
      page.titles().forEach(title -> titles.addAll(index(title, TITLE)));
      List<Sentence> body = new ArrayList<>(index(page.problem(), PROBLEM));
      page.notes().forEach(note -> body.addAll(index(note, NOTE)));
      this.pages.add(new Indexed<>(page.about(), titles, body));
    }
    vocabulary.removeAll(NOISE);
  }

  private List<Sentence> index(String text, double weight) {
    List<Sentence> sentences = new ArrayList<>();
    for (String sentence : END_OF_SENTENCE.split(text)) {
      Set<String> stems = new HashSet<>();
      for (String word : words(sentence)) {
        List<String> forms = new ArrayList<>(parts(word));
        vocabulary.addAll(forms);
        vocabulary.add(word.toLowerCase(Locale.ROOT)); // as it is written, with hyphens
        forms.add(whole(word));
        forms.forEach(form -> stems.add(stem(form)));
      }
      sentences.add(new Sentence(sentence, weight, stems));
    }
    return sentences;
  }

  /**
   * The words to search for in what a user typed, without those that say nothing, unless there are
   * no others. A compound such as {@code thread-pool} or {@code CountDownLatch} becomes its parts
   * if no page has it whole but each of its parts is on some page.
   */
  List<String> query(List<String> typed) {
    Set<String> all = new LinkedHashSet<>();
    for (String word : words(String.join(" ", typed))) {
      boolean apart = !knows(word) && parts(word).stream().allMatch(this::knows);
      all.addAll(apart ? parts(word) : List.of(word));
    }
    List<String> telling =
        all.stream().filter(word -> !NOISE.contains(word.toLowerCase(Locale.ROOT))).toList();
    return telling.isEmpty() ? List.copyOf(all) : telling;
  }

  /** Whether a page has this word in any of its forms, or one that begins with it. */
  boolean knows(String word) {
    String stem = stem(whole(word));
    return pages.stream().anyMatch(page -> page.weightOf(stem) > 0);
  }

  /** Every word that can be found, in lower case. */
  List<String> vocabulary() {
    return List.copyOf(vocabulary);
  }

  /** The pages that have any of these words, the best first. */
  List<Hit<T>> find(List<String> query) {
    Map<String, Double> worth = new LinkedHashMap<>();
    for (String word : query) {
      String stem = stem(whole(word));
      long having = pages.stream().filter(page -> page.weightOf(stem) > 0).count();
      worth.put(stem, Math.log(1 + (double) pages.size() / Math.max(1, having)));
    }
    List<Hit<T>> hits =
        pages.stream()
            .map(page -> hit(page, worth))
            .filter(hit -> hit.score() > 0)
            .sorted(Comparator.comparingDouble((Hit<T> hit) -> hit.score()).reversed())
            .toList();
    double best = hits.isEmpty() ? 0 : hits.getFirst().score();
    return hits.stream().filter(hit -> hit.score() >= best * LEAST_OF_BEST).toList();
  }

  /** The more of the words a page has, the better: one word in a title is not all of them. */
  private static <T> Hit<T> hit(Indexed<T> page, Map<String, Double> worth) {
    double score = sum(worth, page::weightOf);
    long found = worth.keySet().stream().filter(stem -> page.weightOf(stem) > 0).count();
    Sentence best =
        page.body().stream()
            .max(Comparator.comparingDouble(one -> sum(worth, stem -> page.tells(one, stem))))
            .orElseThrow(); // of equals the first
    return new Hit<>(page.about(), best.text(), score * found / worth.size());
  }

  private static double sum(Map<String, Double> worth, ToDoubleFunction<String> weight) {
    double sum = 0;
    for (Map.Entry<String, Double> word : worth.entrySet()) {
      sum += weight.applyAsDouble(word.getKey()) * word.getValue();
    }
    return sum;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : BETWEEN_WORDS.split(text)) {
      if (!whole(word).isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** The word in lower case and without hyphens: {@code thread-pool} is {@code threadpool}. */
  private static String whole(String word) {
    return word.replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** The words of a compound, in lower case. */
  private static List<String> parts(String word) {
    List<String> parts = new ArrayList<>();
    for (String part : BETWEEN_PARTS.split(word)) {
      if (!part.isEmpty()) {
        parts.add(part.toLowerCase(Locale.ROOT));
      }
    }
    return parts;
  }

  /** What most forms of an English word have in common: {@code limit} of {@code limited}. */
  static String stem(String word) {
    String stem = word;
    for (String ending : List.of("ing", "ed", "es", "s")) {
      if (word.endsWith(ending) && !word.endsWith("ss") && word.length() - ending.length() > 2) {
        stem = word.substring(0, word.length() - ending.length());
        break;
      }
    }
    int last = stem.length() - 1;
    if (last < 3) {
      return stem;
    }
    String without = stem.substring(0, last);
    return switch (stem.charAt(last)) {
      case 'y' -> without + 'i';
      case 'e' -> without;
      default -> stem.charAt(last) == stem.charAt(last - 1) ? without : stem;
    };
  }
}
