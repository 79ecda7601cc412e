"use strict";
// The description comes from this site, and no validator elsewhere is asked about it.
(function () {
  const place = document.getElementById("description");
  // As the reader chose on the pages, or else as the device is: the class is the sidecar's.
  const night = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => {
    const theme = document.documentElement.dataset.theme;
    document.documentElement.classList.toggle("dark-mode", theme ? theme === "dark" : night.matches);
  };
  dress();
  night.addEventListener("change", dress);
  // A problem's type is the address of its code below the operations. The bundle would take it for one of these,
  // and its list pushes the code down: so it is left alone, and gone to once the list stands.
  const problem = document.getElementById(location.hash.slice(1));
  const token = () => (document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/) || [])[1] || "";
  // From 150 lines on the bundle keeps only those in sight on the page, and neither "find" nor paper knows the
  // rest. So each tag is a list by itself: none is as long.
  const everyTag = () => ({
    wrapComponents: {
      operations: (List, { React }) => (props) => {
        const found = props.specSelectors.taggedOperations();
        const listOf = (tag) => {
          const alone = found.filter((_, name) => name === tag);
          const specSelectors = { ...props.specSelectors, taggedOperations: () => alone };
          return React.createElement(List, { ...props, key: tag, specSelectors });
        };
        return React.createElement("div", null, found.keySeq().map(listOf).toArray());
      },
    },
  });
  window.SwaggerUIBundle({
    domNode: place,
    plugins: [everyTag],
    url: place.dataset.schema,
    validatorUrl: null,
    deepLinking: !problem,
    defaultModelsExpandDepth: 0,
    onComplete: () => problem && location.replace(location.hash),
    requestInterceptor: (request) => {
      if (request.method && request.method.toUpperCase() !== "GET") {
        request.headers["X-CSRFToken"] = token();
      }
      return request;
    },
  });
})();
