"use strict";
// The description comes from this site, and no validator elsewhere is asked about it.
(function () {
  const place = document.getElementById("operations");
  // As the reader chose on the pages, or else as the device is: the class is the sidecar's.
  const night = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => {
    const theme = document.documentElement.dataset.theme;
    document.documentElement.classList.toggle("dark-mode", theme ? theme === "dark" : night.matches);
  };
  dress();
  night.addEventListener("change", dress);
  const token = () => (document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/) || [])[1] || "";
  window.SwaggerUIBundle({
    domNode: place,
    url: place.dataset.schema,
    validatorUrl: null,
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    requestInterceptor: (request) => {
      if (request.method && request.method.toUpperCase() !== "GET") {
        request.headers["X-CSRFToken"] = token();
      }
      return request;
    },
  });
})();
