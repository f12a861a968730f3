package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdef, 5, abcd…",
    "漢字漢字, 8, 漢字漢字",
    "漢字漢字, 7, 漢字漢…",
    "漢字漢字, 6, 漢字…",
    "ｆｕｌｌ, 7, ｆｕｌ…",
    "🚀🚀🚀, 5, 🚀🚀…",
    "ｶﾀｶﾅ, 4, ｶﾀｶﾅ",
    "한국, 3, 한…"
  })
  void wideCharactersTakeTwoCells(String text, int cells, String cut) {
    assertEquals(cut, Cells.cut(text, cells));
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void marksTakeNone(int cells) {
    assertEquals("e\u0301e\u0301", Cells.cut("e\u0301e\u0301", cells));
  }
}
