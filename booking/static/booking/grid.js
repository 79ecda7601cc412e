/* One tab stop for the week, arrow keys inside it; where the sheet opens, and where focus goes. */
(() => {
  const $ = (query, root = document) => root.querySelector(query);
  const $$ = (query, root = document) => [...root.querySelectorAll(query)];
  let byCell = false, opener;

  const column = (cell) => Math.round(cell.getBoundingClientRect().left);
  const place = (table) => {
    if (table.id !== "windows") return;
    const links = $$("td a", table);
    links.forEach((link, n) => (link.tabIndex = byCell || !n ? 0 : -1));
    byCell ? table.removeAttribute("role") : table.setAttribute("role", "grid");
  };
  const start = () => {
    const table = $("#windows"), button = $("#bycell");
    if (!table || table.dataset.on) return;
    table.dataset.on = 1;
    button.hidden = false;
    button.setAttribute("aria-pressed", byCell);
    place(table);
  };
  const step = (link, key, links) => {
    const day = column(link), mine = links.filter((a) => column(a) === day);
    if (key === "Home") return mine[0];
    if (key === "End") return mine.at(-1);
    if (key === "ArrowDown") return mine[mine.indexOf(link) + 1];
    if (key === "ArrowUp") return mine[mine.indexOf(link) - 1];
    const way = key === "ArrowRight" ? 1 : -1, top = link.getBoundingClientRect().top;
    const there = links.filter((a) => (column(a) - day) * way > 0);
    const near = (a) => Math.abs(column(a) - day) * 1e4 + Math.abs(a.getBoundingClientRect().top - top);
    return there.sort((a, b) => near(a) - near(b))[0];
  };
  /* All windows of the chosen length are marked while the sheet is open. */
  const startOf = (link) => new URL(link.href).searchParams.get("s");
  const pick = () => {
    const until = $("#sheet :checked")?.dataset.until;
    const chosen = (at) => until && at >= startOf(opener) && at < until;
    $$("#windows td a").forEach((link) => link.classList.toggle("picked", !!chosen(startOf(link))));
  };
  const close = () => {
    $("#sheet").replaceChildren();
    pick();
    opener?.removeAttribute("aria-current");
    opener?.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && $("#sheet .sheet")) return close();
    const link = event.target.closest?.("#windows td a");
    if (!link || byCell || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = { PageUp: "prev", PageDown: "next" }[event.key];
    if (page) $(`#week a[rel=${page}]`)?.click();
    else if (!/^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    const next = !page && step(link, event.key, $$("#windows td a"));
    if (!next) return;
    link.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#bycell")) {
      byCell = !byCell;
      $("#bycell").setAttribute("aria-pressed", byCell);
      place($("#windows"));
    }
    if (event.target.closest("#sheet [data-close]")) {
      event.preventDefault();
      close();
    }
  });
  document.addEventListener("change", (event) => event.target.closest("#sheet") && pick());
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.target.id !== "sheet") return;
    opener?.removeAttribute("aria-current");
    opener = detail.elt;
    opener.setAttribute("aria-current", "true");
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    start();
    const heading = $(detail.target.id === "sheet" ? "#st" : "#grid");
    heading?.focus({ preventScroll: true });
    pick();
    /* The chosen window stays in view above the sheet. */
    const sheet = $("#sheet .sheet");
    if (sheet && opener) scrollBy(0, Math.max(0, opener.getBoundingClientRect().bottom + 12 - sheet.offsetTop));
  });
  /* Whatever cannot be shown in the sheet is shown as the page that it is. */
  const leave = ({ detail }) => (location.href = detail.pathInfo.requestPath);
  document.addEventListener("htmx:responseError", leave);
  document.addEventListener("htmx:sendError", leave);
  start();
})();
