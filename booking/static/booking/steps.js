// Beside a number of people: one fewer, one more, and none is data-step. Without this file the number is typed.
for (const input of document.querySelectorAll("input[data-step]")) {
  const button = (by, sign, words) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "step";
    made.textContent = sign;
    made.setAttribute("aria-label", words);
    made.addEventListener("click", () => {
      input.value = Math.max(0, (parseInt(input.value, 10) || 0) + by) || input.dataset.step;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    return made;
  };
  input.before(button(-1, "−", input.dataset.less));
  input.after(button(1, "+", input.dataset.more));
  input.closest("ul")?.classList.add("stepped");
}
// Esc closes the page, unless it takes back what is being typed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || event.target.value?.trim()) return;
  document.getElementById("close")?.click();
});
