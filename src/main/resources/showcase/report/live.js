// Makes the forms of the live report work. A form is sent to the server, and the answer replaces
// what happened before. One run at a time, in this window as in the server.
(() => {
  "use strict";

  const token = new URLSearchParams(location.search).get("token");
  const forms = [...document.querySelectorAll("form.live")];
  const all = document.querySelector("form.live-all");
  let stopped = false; // since the last click on a run button

  const post = (path, body) =>
    fetch(path, { method: "POST", headers: { "X-Showcase-Token": token }, body });

  const say = (form, text) => {
    form.querySelector(".status").textContent = text;
  };

  // The stop buttons always work: another window may have started a run.
  const enable = (enabled) => {
    for (const fields of document.querySelectorAll(".live fieldset, .live-all fieldset")) {
      fields.disabled = !enabled;
    }
  };

  // Puts what happened into the page, and returns whether anything did.
  const show = (form, html, seconds) => {
    const name = form.dataset.recipe;
    const answer = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    if (!answer?.matches(".happened")) {
      say(form, answer?.textContent ?? "The server has ended.");
      return false;
    }
    document.querySelector(`.happened[data-recipe="${CSS.escape(name)}"]`).replaceWith(answer);
    answer.dispatchEvent(new CustomEvent("happened", { bubbles: true }));
    say(form, `Ran in ${seconds.toFixed(1)} s.`);
    return true;
  };

  // Returns whether it ran to its end.
  const run = async (form) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("recipe", form.dataset.recipe);
    const start = performance.now();
    say(form, "Running …");
    enable(false); // after the fields were read: those that are disabled are not sent
    try {
      const response = await post("/run", fields);
      const text = await response.text();
      const seconds = (performance.now() - start) / 1000;
      if (response.ok) {
        return show(form, text, seconds);
      }
      say(form, text);
    } catch {
      say(form, "The server has ended.");
      stopped = true;
    } finally {
      enable(true);
    }
    return false;
  };

  const runAll = async () => {
    const shown = forms.filter((form) => !form.closest("[hidden]")); // the search hides the others
    let ran = 0;
    for (const form of shown) {
      if (!stopped && form.reportValidity()) {
        say(all, `Running ${form.dataset.recipe} …`);
        ran += await run(form);
      }
    }
    say(all, `${stopped ? "Stopped: " : ""}${ran} of ${shown.length} recipes ran.`);
  };

  const stop = async (form) => {
    stopped = true;
    try {
      const response = await post("/stop", "");
      const text = await response.text();
      if (!form.querySelector("fieldset").disabled) {
        say(form, text); // otherwise the end of the run has its own text
      }
    } catch {
      say(form, "The server has ended.");
    }
  };

  // A button that is disabled loses the focus. It goes to the stop button, and comes back.
  const keepFocus = async (form, work) => {
    const focused = document.activeElement;
    const button = form.querySelector(".stop");
    if (form.contains(focused)) {
      button.focus();
    }
    stopped = false;
    await work();
    if (document.activeElement === button) {
      focused.focus();
    }
  };

  for (const form of [...forms, all]) {
    const button = form.querySelector(".stop");
    button.disabled = false;
    button.addEventListener("click", () => stop(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keepFocus(form, () => (form === all ? runAll() : run(form)));
    });
  }
  enable(true);
})();
