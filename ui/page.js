// What Gradio's components can't do by themselves: pointing from an answer into the document,
// copying quotes, shortcuts, and names for those who don't see the page. It changes no words.
(() => {
  const TURN = 1000; // as ui/reading.py takes a place pointed at: turn × 1000 + place
  const HOVER = 350; // ms that a pointer rests on a sentence before the document follows it
  const wide = matchMedia("(min-width: 900px)");
  const byId = (id) => document.getElementById(id);

  // Pointing: a mark, a sentence or an entry of the list has classes t<turn> and p<place>.

  const target = (element) => {
    const [turn, place] = ["t", "p"].map((kind) =>
      [...element.classList].find((name) => new RegExp(`^${kind}\\d+$`).test(name))?.slice(1),
    );
    return turn === undefined || place === undefined ? null : { turn, place };
  };

  const tell = (id, number) => {
    const input = byId(id)?.querySelector("input");
    if (!input) return;
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    setValue.call(input, number);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const light = (at) => {
    for (const lit of document.querySelectorAll("#chat .on")) lit.classList.remove("on");
    if (!at) return;
    for (const part of document.querySelectorAll(`#chat .t${at.turn}.p${at.place}`)) {
      part.classList.add("on");
    }
  };

  let resting = 0; // the timer of a pointer that rests on a sentence
  let pointed = null;
  const isReading = () => byId("reading-button")?.getAttribute("aria-selected") === "true";
  const point = (element) => {
    const at = target(element);
    if (!at) return false;
    light(at);
    pointed = `${at.turn}.${at.place}`;
    tell("pointed", at.turn * TURN + Number(at.place));
    return true;
  };

  // The document: the chosen words are brought into view when they change.

  // Gradio marks words with a colour alone: these are CHOSEN's and NEAR's (see ui/layout.py) as
  // it writes them, orange and gray. style.css knows them by the same numbers.
  const CHOSEN = '.highlighted[style*="255, 237, 213"], .highlighted[style*="128, 128, 128"]';
  let revealed = null;
  const reveal = (again = false) => {
    const panel = byId("document");
    if (!panel || !panel.clientHeight) return;
    const words = panel.querySelector(CHOSEN);
    const shown = panel.textContent.length + (words ? words.textContent : "");
    if (shown === revealed && !again) return;
    revealed = shown;
    const top = panel.getBoundingClientRect().top;
    // Only the panel moves: on a small screen the reader stays at the answer.
    panel.scrollTop = words
      ? panel.scrollTop + words.getBoundingClientRect().top - top - panel.clientHeight / 4
      : 0;
  };

  const copy = async (button) => {
    const item = button.closest("li");
    const text = `“${item.querySelector("q").textContent}” ${item.querySelector(".where").textContent}`;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea"); // pages without https have no clipboard
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  };

  document.addEventListener("click", (event) => {
    const at = event.target.closest?.("#chat :is(.mark, .said, .place, .copy, button.edit), #back");
    if (!at) return;
    if (at.id === "back") byId("chat").scrollIntoView({ block: "end" });
    else if (at.matches(".copy")) copy(at);
    else if (at.matches(".edit")) {
      const turn = [...at.classList].find((name) => /^t\d+$/.test(name));
      tell("edited", turn.slice(1));
      byId("question").querySelector("textarea").focus();
    } else if (!getSelection().toString() && point(at)) {
      clearTimeout(resting);
      if (!isReading()) byId("reading-button").click();
      setTimeout(() => reveal(true), 400);
      if (!wide.matches) byId("beside").scrollIntoView();
    }
  });

  document.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    const at = event.target.closest?.("#chat :is(.mark, .said)");
    const to = at && wide.matches && event.pointerType === "mouse" && target(at);
    if (!to || pointed === `${to.turn}.${to.place}`) return;
    resting = setTimeout(() => isReading() && point(at), HOVER);
  });

  // Shortcuts; docs/page.md lists them.

  const step = (by) => {
    const marks = [...document.querySelectorAll("#chat button.mark")];
    if (!marks.length) return;
    const now = marks.indexOf(document.activeElement);
    const next = now < 0 ? (by > 0 ? 0 : marks.length - 1) : now + by;
    const mark = marks[Math.min(Math.max(next, 0), marks.length - 1)];
    mark.focus();
    mark.click();
  };
  const shortcuts = {
    KeyQ: () => byId("question").querySelector("textarea").focus(),
    KeyN: () => byId("new").click(),
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    KeyS: () => byId("shelf-button").click(),
    KeyR: () => byId("reading-button").click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      document.querySelector("#question .stop-button")?.click();
      return;
    }
    if (!event.altKey || event.ctrlKey || event.metaKey || !(event.code in shortcuts)) return;
    event.preventDefault();
    shortcuts[event.code]();
  });

  // The chat: a new question goes to the top, and its answer grows below it without moving
  // anything, until the reader scrolls.

  let questions = 0;
  let follows = false;
  const follow = () => {
    const log = document.querySelector("#chat .bubble-wrap");
    if (!log) return;
    const rows = log.querySelectorAll(".user-row");
    if (rows.length !== questions) {
      follows = rows.length > 0;
      questions = rows.length;
    }
    if (!follows) return;
    const top = rows[rows.length - 1].getBoundingClientRect().top - log.getBoundingClientRect().top;
    if (Math.abs(top) > 1) log.scrollTop += top;
  };
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.closest?.("#chat")) follows = false;
    }, { passive: true });
  }

  // Names and order for those who hear the page.

  const name = () => {
    for (const [who, called] of [["user", "Question"], ["bot", "Answer"]]) {
      for (const message of document.querySelectorAll(`#chat [data-testid=${who}]`)) {
        if (message.getAttribute("aria-label") === called) continue;
        message.setAttribute("role", "group");
        message.setAttribute("aria-label", called); // Gradio's has the message's markup in it
      }
    }
    const examples = document.querySelector("#chat .examples");
    if (examples && examples.getAttribute("role") !== "group") {
      examples.setAttribute("role", "group"); // Gradio's is a list without items
      examples.setAttribute("aria-label", "Questions to begin with");
    }
    const picture = document.querySelector("#picture img");
    if (picture && !picture.alt) picture.alt = "The page as printed; its words are shown as text";
    // Gradio's name for it isn't what stands on it.
    document.querySelector("#drop button[aria-label]")?.removeAttribute("aria-label");
    for (const box of document.querySelectorAll("#document .container, #chat .bubble-wrap")) {
      if (box.tabIndex < 0) box.tabIndex = 0; // what scrolls is reached by keyboard
    }
  };

  // In the lists, where something stands or came from is set apart from its title.
  const setApart = () => {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = [];
    for (const label of document.querySelectorAll(".lines label > span")) {
      const text = label.firstChild;
      const cut = text && text.nodeType === Node.TEXT_NODE ? text.data.lastIndexOf("\n") : -1;
      if (cut < 0) continue;
      const range = new Range();
      range.setStart(text, cut);
      range.setEnd(text, text.length);
      ranges.push(range);
    }
    CSS.highlights.set("whereabouts", new Highlight(...ranges));
  };

  // The address names the conversation, so that a page opened anew goes on with it.
  const address = () => {
    const list = byId("conversations");
    if (!list && !byId("new")) return; // nothing is there yet
    const open = list?.querySelector("input:checked")?.value ?? null;
    const url = new URL(location);
    if (url.searchParams.get("conversation") === open || !document.body.dataset.begun) return;
    if (open) url.searchParams.set("conversation", open);
    else url.searchParams.delete("conversation");
    history.replaceState(null, "", url);
  };

  // The list of conversations stands open where there is room for it.
  let placed = false;
  const place = () => {
    const toggle = document.querySelector("#sidebar .toggle-button");
    if (!toggle || placed) return;
    placed = true;
    if (matchMedia("(min-width: 1200px)").matches) toggle.click();
  };

  let waiting = 0;
  new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      place();
      reveal();
      follow();
      setApart();
      name();
      if (byId("chat")?.querySelector("p")) document.body.dataset.begun = "yes"; // it was loaded
      address();
    }, 60);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true });
})();
