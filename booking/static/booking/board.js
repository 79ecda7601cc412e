/* The board is a page of links and forms. This asks for what is new, says what changed, moves by arrow keys,
   counts with plus and minus, and keeps the last board when the net is gone. */
(() => {
  const $ = (query, root = document) => root.querySelector(query);
  const $$ = (query, root = document) => [...root.querySelectorAll(query)];
  const blocks = () => new Map($$("#board .b a").map((a) => [a.id, a]));
  const plain = (node) => {
    const copy = node?.cloneNode(true);
    $$("rt,rp,small,.has-note", copy ?? document.createElement("i")).forEach((one) => one.remove());
    return copy?.textContent.trim();
  };
  const told = (a) => [$("h2 a", a.closest("section")), $("b", a), $(".vh", a)].map(plain).join(" ");
  let before, at;

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.elt.id === "board") detail.headers["If-None-Match"] = detail.elt.dataset.version;
  });
  document.addEventListener("htmx:beforeSwap", () => {
    before = new Map([...blocks()].map(([id, a]) => [id, a.parentElement.classList[1]]));
    at = scrollY;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!before) return;
    const news = [...blocks()].filter(([id, a]) => before.get(id) !== a.parentElement.classList[1]);
    if (news.length) $("#said").textContent = news.slice(0, 3).map(([, a]) => told(a)).join("、");
    before = undefined;
    if (scrollY !== at) scrollTo(0, at);
  });

  /* Without the net the last board stays, and says from when it is. */
  const away = (gone) => {
    const strip = $("#away");
    if (strip.hidden !== gone) return;
    $("span", strip).textContent = strip.dataset.words.replace("TIME", $("#board").dataset.at);
    strip.hidden = !gone;
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    away(true);
  });
  document.addEventListener("htmx:sendError", () => away(true));
  document.addEventListener("htmx:timeout", () => away(true));
  document.addEventListener("htmx:responseError", ({ detail }) => detail.xhr.status > 499 ? away(true) : location.reload());
  document.addEventListener("htmx:afterRequest", ({ detail }) => detail.xhr.status && detail.xhr.status < 400 && away(false));

  /* Arrow keys: along a lane by time, from lane to lane at about the same time. */
  const step = (link, key) => {
    const shown = (a) => a.checkVisibility();
    const links = $$("#board .row a").filter(shown);
    if (!links.includes(link)) return;
    const row = link.closest(".row"), left = (a) => a.getBoundingClientRect().left;
    const mine = $$("a", row).filter(shown).sort((a, b) => left(a) - left(b));
    if (key === "ArrowRight") return mine[mine.indexOf(link) + 1];
    if (key === "ArrowLeft") return mine[mine.indexOf(link) - 1];
    const rows = $$("#board .row"), other = rows[rows.indexOf(row) + (key === "ArrowDown" ? 1 : -1)];
    return other && $$("a", other).filter(shown).sort((a, b) => Math.abs(left(a) - left(link)) - Math.abs(left(b) - left(link)))[0];
  };
  /* The lanes: that of whatever is chosen or the first; from one of them the next. */
  const lane = () => {
    const rows = $$("#board :is(.row,.lst section)"), here = rows.indexOf(document.activeElement.closest(".row,.lst section"));
    const chosen = $("#board [aria-current=true]")?.closest(".row,.lst section");
    return $("h2 a", rows[here < 0 ? Math.max(0, rows.indexOf(chosen)) : (here + 1) % rows.length] ?? document.createElement("i"));
  };
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && (event.altKey || $("#board").contains(event.target));
    if (slash || (event.altKey && !event.ctrlKey && !event.metaKey)) {
      const link = slash ? $("#go-book") : { KeyN: $("#go-book"), KeyW: $("#go-walk") }[event.code];
      if (link) event.preventDefault(), link.click();
      else if (event.code === "KeyL" && lane()) event.preventDefault(), lane().focus();
      return;
    }
    if (event.key === "Escape" && $("aside.pn") && !event.target.closest("input,textarea,select,details")) {
      location.assign($("#board").dataset.here);
      return;
    }
    if (!/^Arrow/.test(event.key) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = step(event.target, event.key);
    if (next) event.preventDefault(), next.focus();
  });

  /* Steppers beside each number; a blank stays blank until somebody touches it. */
  const inputs = $$(".in .ages input");
  const sum = () => {
    const total = $("#total"), said = inputs.filter((one) => one.value.trim() !== "");
    if (total) total.textContent = said.length ? said.reduce((all, one) => all + (+one.value || 0), 0) : "–";
    inputs.forEach((one) => one.classList.toggle("z", !+one.value));
  };
  const button = (input, add) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn sq";
    made.textContent = add > 0 ? "+" : "−";
    made.setAttribute("aria-label", `${input.labels[0].textContent} ${made.textContent}1`);
    made.addEventListener("click", () => {
      input.value = Math.max(0, (+input.value || 0) + add);
      sum();
    });
    return made;
  };
  inputs.filter((one) => !one.closest(".taps")).forEach((input) => {
    input.before(button(input, -1));
    input.after(button(input, 1));
  });
  document.addEventListener("input", sum);
  sum();
  ($("#errors") ?? (location.hash === "#sel" ? $("#sel") : null))?.focus();
})();
