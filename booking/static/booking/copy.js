/* A button beside a text that is meant to be passed on: shown where the browser can copy. */
document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(text.value ?? text.textContent);
    button.textContent = button.dataset.done;
  });
});
