/* Beside a password: what was typed can be looked at, since nobody is asked to type it twice. */
document.querySelectorAll("[data-show]").forEach((button) => {
  const field = document.querySelector(button.dataset.show);
  const words = [button.textContent, button.dataset.done];
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = words[shown ? 0 : 1];
    button.setAttribute("aria-pressed", String(!shown));
  });
});
