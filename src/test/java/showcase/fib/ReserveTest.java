package showcase.fib;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests the memory that is held back. */
class ReserveTest {
  @Test
  void onceReleasedItIsHeldAgainAtTheNextCall() {
    var reserve = new Reserve();
    assertTrue(reserve.isHeld());
    reserve.release();
    assertFalse(reserve.isHeld());
    assertTrue(reserve.isHeld());
  }
}
