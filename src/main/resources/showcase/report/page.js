// What the page can do besides being read: search, themes, releases, copying, keys.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const search = document.getElementById("search");
  const help = document.getElementById("help");
  const articles = all("article");
  root.classList.add("script");

  // What can be remembered is; a page from disk may not be allowed to.
  const remember = (name, value) => {
    try {
      localStorage.setItem("showcase-" + name, value);
    } catch {
      // then only until the page is closed
    }
  };
  const remembered = (name) => {
    try {
      return localStorage.getItem("showcase-" + name);
    } catch {
      return null;
    }
  };

  // Light and dark
  const theme = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const showTheme = () => {
    theme.textContent = isDark() ? "Light" : "Dark";
  };
  if (["light", "dark"].includes(remembered("theme"))) {
    root.dataset.theme = remembered("theme");
  }
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    showTheme();
  });
  system.addEventListener("change", showTheme);
  showTheme();

  // The sources in the API of a release, with the line numbers of its files
  const isIn = (line, release) => !line.matches(".o") || line.matches(".r" + release);
  const linesOf = (code, column, release) =>
    all(`td:nth-child(${column}) > p`, code).filter((line) => isIn(line, release));
  const showRelease = (release) => {
    root.dataset.java = release;
    for (const button of all(".java button")) {
      button.setAttribute("aria-pressed", String(button.dataset.java === release));
    }
    for (const code of all(".code").filter((one) => one.querySelector(".o"))) {
      for (const column of [1, 2]) {
        linesOf(code, column, release).forEach((line, i) => {
          line.querySelector("a").textContent = i + 1;
        });
      }
    }
  };
  for (const button of all(".java button")) {
    button.addEventListener("click", () => {
      showRelease(button.dataset.java);
      remember("java", button.dataset.java);
    });
  }
  const releases = all(".java button").map((button) => button.dataset.java);
  showRelease(releases.includes(remembered("java")) ? remembered("java") : root.dataset.java);

  // Copies a whole file, with its imports, as it compiles on the release that is shown.
  const copied = document.getElementById("copied");
  let emptying;
  // A button whose text changes is not read aloud; a status is, if it was empty before.
  const announce = (text) => {
    copied.textContent = text;
    clearTimeout(emptying);
    emptying = setTimeout(() => (copied.textContent = ""), 1500);
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const focused = document.activeElement;
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      focused.focus();
      return done;
    }
  };
  for (const button of all(".copy")) {
    button.addEventListener("click", async () => {
      const lines = linesOf(button.closest(".code"), button.dataset.column, root.dataset.java);
      const text = lines.map((line) => line.querySelector("code").textContent + "\n").join("");
      const done = await copy(text);
      button.textContent = done ? "Copied" : "Cannot copy";
      const file = button.getAttribute("aria-label").replace("Copy ", "");
      announce(done ? file + " is copied" : file + " cannot be copied");
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
  }

  // Going to a recipe: the focus goes along, so that Tab goes on from there.
  const focusOn = (heading) => {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  const goTo = (article) => {
    history.replaceState(null, "", "#" + article.id);
    article.scrollIntoView({ behavior: "instant" }); // the next key may come before a slow one ends
    focusOn(article.querySelector("h2"));
  };

  // Search and topics: a recipe is shown if it is about the topic and has all the words.
  const found = document.getElementById("found");
  let topic = "";
  const texts = new Map();
  const textOf = (article) => {
    if (!texts.has(article)) {
      const parts = all("header, .notes, .situation h4, .code th", article);
      texts.set(article, parts.map((part) => part.textContent).join(" ").toLowerCase());
    }
    return texts.get(article);
  };
  // What a live report adds can be found, too.
  document.addEventListener("happened", (event) => texts.delete(event.target.closest("article")));
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const article of articles) {
      const wanted =
        (!topic || article.dataset.topic === topic) &&
        words.every((word) => textOf(article).includes(word));
      article.hidden = !wanted;
      document.querySelector(`.cards [data-for="${article.id}"]`).hidden = !wanted;
      shown += wanted;
    }
    found.textContent = topic || words.length ? `${shown} of ${articles.length} recipes` : "";
  };
  const showTopic = (name) => {
    topic = name;
    for (const button of all(".topics button")) {
      button.setAttribute("aria-pressed", String(button.dataset.topic === topic));
    }
    filter();
  };
  for (const button of all(".topics button")) {
    button.addEventListener("click", () => showTopic(button.dataset.topic));
  }
  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    const first = articles.find((article) => !article.hidden);
    if (event.key === "Enter" && first) {
      goTo(first);
    } else if (event.key === "Escape") {
      search.value = "";
      filter();
      search.blur();
    }
  });

  // A link may lead to what the search, the topic, the release or a fold hides.
  const reveal = (hash) => {
    const target = document.getElementById(hash.slice(1));
    if (!target || target.checkVisibility()) {
      return;
    }
    if (target.closest("[hidden]")) {
      search.value = "";
      showTopic("");
    }
    const line = target.closest(".o");
    if (line && !isIn(line, root.dataset.java)) {
      showRelease(releases.find((release) => isIn(line, release)));
    }
    target.closest("details")?.setAttribute("open", "");
    target.scrollIntoView();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) {
      reveal(link.hash);
    }
  });
  addEventListener("hashchange", () => reveal(location.hash));
  reveal(location.hash);

  // Keys
  const go = (step) => {
    const shown = articles.filter((article) => !article.hidden);
    const padding = parseFloat(getComputedStyle(root).scrollPaddingTop);
    const isAbove = (article) => article.getBoundingClientRect().top < padding + 4;
    const next = shown[shown.findLastIndex(isAbove) + step];
    if (next) {
      goTo(next);
    } else if (step < 0) {
      scrollTo({ top: 0, behavior: "instant" });
      focusOn(document.getElementById("title"));
    }
  };
  document.getElementById("help-button").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    const box = event.target.closest?.(".timeline, .scroll");
    const scrolls = box && box.scrollWidth > box.clientWidth && event.key.startsWith("Arrow");
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || typing || scrolls) {
      return;
    }
    const keys = {
      ArrowLeft: () => go(-1),
      ArrowRight: () => go(1),
      "/": () => search.focus(),
      "?": () => help.showModal(),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // A printed page has everything open.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    folded.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", () => folded.forEach((one) => (one.open = false)));
})();
