/* A button that prints the page: shown where a script runs; without one the page names the browser's own way. */
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
