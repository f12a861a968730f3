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

  // Puts what happened into the page, and returns what to say about it.
  const show = (name, html, seconds) => {
    const answer = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    if (!answer?.matches(".happened")) {
      return answer?.textContent ?? "The server has ended.";
    }
    document.querySelector(`.happened[data-recipe="${CSS.escape(name)}"]`).replaceWith(answer);
    answer.dispatchEvent(new CustomEvent("happened", { bubbles: true }));
    return `Run in ${seconds.toFixed(1)} s.`;
  };

  const run = async (form) => {
    const name = form.dataset.recipe;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("recipe", name);
    const start = performance.now();
    say(form, "Running …");
    enable(false); // after the fields were read: those that are disabled are not sent
    try {
      const response = await post("/run", fields);
      const text = await response.text();
      const seconds = (performance.now() - start) / 1000;
      say(form, response.ok ? show(name, text, seconds) : text);
    } catch {
      say(form, "The server has ended.");
    } finally {
      enable(true);
    }
  };

  const runAll = async () => {
    for (const form of forms) {
      if (!stopped && form.reportValidity()) {
        say(all, `Running ${form.dataset.recipe} …`);
        await run(form);
      }
    }
    say(all, stopped ? "Stopped." : "All have run.");
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
