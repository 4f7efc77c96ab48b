// Two things that components can't do: bring the chosen words into view, and set apart in the
// lists where words stand from the words themselves.
(() => {
  // Gradio marks words with a colour alone: these are CHOSEN's and NEAR's (see ui/page.py) as
  // it writes them, orange and gray. style.css knows them by the same numbers.
  const CHOSEN = '.highlighted[style*="255, 237, 213"], .highlighted[style*="128, 128, 128"]';
  let last = null;

  const reveal = () => {
    const panel = document.getElementById("document");
    if (!panel || !panel.clientHeight) return;
    const words = panel.querySelector(CHOSEN);
    const shown = panel.textContent.length + (words ? words.textContent : "");
    if (shown === last) return;
    last = shown;
    const top = panel.getBoundingClientRect().top;
    // Only the panel moves: on a small screen the reader stays at the answer.
    panel.scrollTop = words
      ? panel.scrollTop + words.getBoundingClientRect().top - top - panel.clientHeight / 4
      : 0;
  };

  const setApart = () => {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = [];
    for (const label of document.querySelectorAll("#places label > span, #documents label > span")) {
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

  let waiting = 0;
  new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      reveal();
      setApart();
    }, 60);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true });
})();
