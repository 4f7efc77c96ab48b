// Filters the failures and unfolds them, and changes what slices show in their own line. Without
// it the page shows everything, folded.
(() => {
  const form = document.querySelector("#slices .filters");
  if (!form) return;
  const select = form.elements.measure;

  // A slice's line takes over what its table says of the measure, place by place.
  function show() {
    const name = select.selectedOptions[0].text;
    document.querySelectorAll(".columns .of").forEach((one) => (one.textContent = name));
    document.querySelectorAll(".slice").forEach((one) => {
      const row = one.querySelector(`tr[data-key="${select.value}"]`);
      for (const place of ["value", "bar", "range", "total"]) {
        const from = row?.querySelector(`.${place}`).cloneNode(true).childNodes ?? [];
        one.querySelector(`summary .${place}`).replaceChildren(...from);
      }
      if (!row) one.querySelector("summary .value").textContent = "–";
    });
  }

  select.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  // A browser may bring back an earlier choice.
  if (select.selectedIndex) show();
})();

(() => {
  const form = document.querySelector("#failures .filters");
  if (!form) return;
  const all = [...document.querySelectorAll(".failure")];
  const words = all.map((one) => one.textContent.toLowerCase());
  const count = document.getElementById("count");
  const unfold = document.getElementById("unfold");

  const chosen = (name) => form.elements[name]?.value ?? "";

  function filter() {
    const wanted = chosen("words").toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    all.forEach((one, number) => {
      const stays =
        ["", one.dataset.cause].includes(chosen("cause")) &&
        ["", one.dataset.kind].includes(chosen("kind")) &&
        ["", ...JSON.parse(one.dataset.tag)].includes(chosen("tag")) &&
        wanted.every((word) => words[number].includes(word));
      one.hidden = !stays;
      left += stays;
    });
    count.textContent = left === all.length ? `${left} shown` : `${left} of ${all.length} shown`;
    document.getElementById("none").hidden = left > 0;
  }

  // A link to a failure opens it.
  function openLinked() {
    const linked = document.getElementById(location.hash.slice(1));
    if (linked?.matches(".failure")) linked.open = true;
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") === "false";
    all.forEach((one) => (one.open = open));
    unfold.setAttribute("aria-pressed", String(open));
    unfold.textContent = open ? "Fold all" : "Unfold all";
  });
  document.querySelectorAll("a[data-cause]").forEach((link) =>
    link.addEventListener("click", () => {
      form.reset();
      form.elements.cause.value = link.dataset.cause;
      filter();
    }),
  );
  addEventListener("hashchange", openLinked);
  form.hidden = count.hidden = false;
  filter();
  openLinked();
})();
