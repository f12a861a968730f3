// Makes the forms of the live report work. A form is sent to the server, and the answer replaces
// what happened before. One run at a time, in this window as in the server.
(() => {
  "use strict";

  const token = new URLSearchParams(location.search).get("token");
  const forms = [...document.querySelectorAll("form.live")];
  const all = document.querySelector("form.live-all");
  let stopped = ""; // why no further recipe runs, since the last click on a run button

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

  // Marks the recipe's card if something failed, and says how many recipes ran.
  const sumUp = (name, hasFailed) => {
    const card = document.querySelector(`.cards [data-for="${CSS.escape(name)}"]`);
    card.querySelector(".fails")?.remove();
    if (hasFailed) {
      card.insertAdjacentHTML("beforeend", ' <span class="fails">something failed</span>');
    }
    const ran = document.querySelectorAll("article:has(header > .ran)").length;
    const failed = document.querySelectorAll(".cards .fails").length;
    const outcome = document.querySelector(".outcome");
    outcome.textContent = `${ran} of ${forms.length} recipes ran, ${failed || "none"} failed`;
    outcome.classList.toggle("fails", failed > 0);
  };

  // Puts what happened into the page, and returns whether anything did.
  const show = (form, html, seconds) => {
    const name = form.dataset.recipe;
    const answer = new DOMParser().parseFromString(html, "text/html").body;
    const happened = answer.querySelector(":scope > .happened");
    if (!happened) {
      const why = answer.textContent.trim() || "The server has ended.";
      if (why === "stopped") {
        stopped = "Stopped"; // perhaps in another window
      }
      say(form, why);
      return false;
    }
    const article = form.closest("article");
    article.querySelectorAll("header > .ran").forEach((old) => old.remove());
    article.querySelector("header").append(...answer.querySelectorAll(":scope > .ran"));
    document.querySelector(`.happened[data-recipe="${CSS.escape(name)}"]`).replaceWith(happened);
    happened.dispatchEvent(new CustomEvent("happened", { bubbles: true }));
    sumUp(name, happened.querySelector(".fails") !== null);
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
      if (response.status === 409) {
        stopped = text; // another window runs something
      }
      say(form, text);
    } catch {
      stopped = "The server has ended";
      say(form, stopped + ".");
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
    say(all, `${stopped && stopped + ". "}${ran} of ${shown.length} recipes ran.`);
  };

  const stop = async (form) => {
    stopped = "Stopped";
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
    stopped = "";
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
