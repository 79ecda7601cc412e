/* A reason that is chosen fills the text that will be sent; without this the server does the same. */
document.querySelectorAll("[data-fills]").forEach((choice) => {
  choice.addEventListener("change", () => {
    const text = document.getElementById(choice.dataset.fills);
    text.value = choice.value;
    if (!choice.value) text.focus();
  });
});
