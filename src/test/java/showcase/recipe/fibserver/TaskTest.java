package showcase.recipe.fibserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaskTest {
  private final List<String> said = new ArrayList<>(); // no lock: one runs at a time

  private final Task.Code threeSteps =
      task -> {
        for (int i = 1; i <= 3; i++) {
          said.add("step " + i);
          task.await(null, i);
        }
        said.add("end");
      };

  @Test
  void itRunsFromOneWaitToTheNext() throws Exception {
    try (var task = new Task(threeSteps)) {
      for (int i = 1; i <= 3; i++) {
        said.add("turn");
        assertEquals(i, task.next().ops());
      }
      assertNull(task.next());
    }
    assertEquals(List.of("turn", "step 1", "turn", "step 2", "turn", "step 3", "end"), said);
  }

  @Test
  void aFailureIsThrownToTheCaller() {
    var failure = new AssertionError("broken");
    try (var task = new Task(self -> {
      throw failure;
    })) {
      assertSame(failure, assertThrows(ExecutionException.class, task::next).getCause());
    }
  }

  @Test
  void closedWhereItWaitsItCleansUp() throws Exception {
    try (var task = new Task(cleaningUp())) {
      task.next();
    }
    assertEquals(List.of("begins", "cleans up"), said);
  }

  @Test
  void closedBeforeItsFirstTurnItCleansUp() {
    new Task(cleaningUp()).close();
    assertEquals(List.of("begins", "cleans up"), said);
  }

  private Task.Code cleaningUp() {
    return task -> {
      try {
        said.add("begins");
        task.await(null, 0);
        said.add("goes on");
      } finally {
        said.add("cleans up");
      }
    };
  }

  @Test
  void closeEndsCodeThatCatchesTheInterruptAndWaitsAgain() throws Exception {
    Task.Code stubborn =
        task -> {
          for (int i = 0; i < 3; i++) {
            try {
              task.await(null, 0);
            } catch (InterruptedException e) {
              said.add("caught");
            }
          }
        };
    try (var task = new Task(stubborn)) {
      task.next();
    }
    assertEquals(List.of("caught", "caught", "caught"), said);
  }

  @Test
  void anInterruptOfTheCallerClosesTheTaskThatRuns() {
    Task.Code endless = task -> {
      try {
        new CountDownLatch(1).await();
      } finally {
        said.add("ended");
      }
    };
    try (var task = new Task(endless)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, task::next);
      assertEquals(List.of("ended"), said);
    }
  }

  @Test
  void anInterruptWhileItClosesIsKept() throws Exception {
    var task = new Task(cleaningUp());
    task.next();
    Thread.currentThread().interrupt();
    task.close();
    assertTrue(Thread.interrupted());
    assertEquals(List.of("begins", "cleans up"), said);
  }
}
