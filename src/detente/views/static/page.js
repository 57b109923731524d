// Draws each chart at the width it has, and again when that width changes.
// `ast` makes Vega interpret its expressions, so the page needs no right to evaluate text.
"use strict";
(() => {
  const options = {
    actions: false, ast: true, defaultStyle: false, renderer: "svg",
    tooltip: { disableDefaultStyle: true, theme: "page" },
  };
  const drawn = new WeakMap();

  function fit(spec, width) {
    for (const part of spec.vconcat || [spec]) part.width = width;
    return spec;
  }

  async function draw(chart) {
    const full = Math.floor(chart.clientWidth);
    const before = drawn.get(chart);
    if (full < 80 || (before && before.full === full)) return;
    drawn.set(chart, { full, result: before && before.result });
    const source = document.getElementById(chart.dataset.spec).textContent;
    const spec = fit(JSON.parse(source), full - Number(chart.dataset.room));
    try {
      const result = await window.vegaEmbed(chart, spec, options);
      if (before && before.result) before.result.finalize();
      drawn.set(chart, { full, result });
      chart.dataset.drawn = full;
    } catch (error) {
      chart.textContent = "This chart could not be drawn; the table below holds its numbers.";
      console.error(error);
    }
  }

  // A link to a sentence opens the text it stands in, also where the browser would not.
  function reveal() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    for (let up = target && target.parentElement; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") up.open = true;
    }
    if (target && target.tagName === "DETAILS") target.open = true;
    if (target) target.scrollIntoView({ block: "center", behavior: "instant" });
  }

  addEventListener("hashchange", reveal);
  const charts = document.querySelectorAll(".chart[data-spec]");
  let timer;
  const watch = new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(() => charts.forEach(draw), 120);
  });
  charts.forEach((chart) => { draw(chart); watch.observe(chart); });
  if (location.hash) reveal();
})();
