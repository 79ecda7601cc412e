// Asks every 20 seconds what the door shows. Without an answer the last state stays, under a stripe; nothing
// is sent then. ES5: the tablet may be old.
(function () {
  var box = document.getElementById("door"), typed = Date.now();
  function ask(then) {
    var asked = new XMLHttpRequest();
    asked.open("GET", box.getAttribute("data-url"));
    asked.timeout = 10000;
    asked.onload = function () {
      if (asked.status === 200) then(asked.responseText);
      else if (asked.status < 500) location.replace(box.getAttribute("data-url"));
      else off();
    };
    asked.onerror = asked.ontimeout = off;
    asked.send();
  }
  function off() {
    if (!/ off/.test(box.className)) box.className += " off";
  }
  function show(text) {
    var page = document.implementation.createHTMLDocument(""), code = document.getElementById("code");
    // Whoever is typing, or says how many they are, is not disturbed.
    var busy = (code && code.value || document.getElementById("take")) && Date.now() - typed < 60000;
    if (busy && !/ off/.test(box.className)) return;
    page.documentElement.innerHTML = text;
    var found = page.getElementById("door"), had = document.activeElement && document.activeElement.id;
    box.className = found.className;
    box.innerHTML = found.innerHTML;
    if (had && document.getElementById(had)) document.getElementById(had).focus();
  }
  box.oninput = box.onchange = function () { typed = Date.now(); };
  box.addEventListener("submit", function (event) {
    event.preventDefault();
    ask(function () { event.target.submit(); });
  });
  window.addEventListener("offline", off);
  setInterval(function () { ask(show); }, 20000);
})();
