// A passkey or hardware key: asks the browser for it, and sends its answer with the form that has the button.
(() => {
  const button = document.querySelector("[data-key]");
  if (!button || !window.PublicKeyCredential) return;
  const options = JSON.parse(document.getElementById("key-options").textContent);
  const failed = document.querySelector("[data-key-failed]");
  document.querySelector("[data-key-absent]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    failed.hidden = true;
    try {
      const made = options.creation_options
        ? await webauthnJSON.create(options.creation_options)
        : await webauthnJSON.get(options.request_options);
      button.form.elements.credential.value = JSON.stringify(made);
      button.form.submit();
    } catch {
      failed.hidden = false;
    }
  });
})();
