// Enhancement only: the button leads away without this file. Here it does so at once, and three presses of Shift do the same.
const button = document.querySelector("[data-exit]");
const told = document.querySelector("[data-exit-told]");
const within = 5000;
let presses = 0;
let since = 0;

function leave() {
  document.body.replaceChildren(); // nothing is left to see while the other page loads
  document.title = document.documentElement.dataset.blank || " ";
  window.location.replace(button.href); // this page is not kept among those that the back button opens
}

if (button) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = 0;
      return;
    }
    const now = Date.now();
    presses = now - since < within ? presses + 1 : 1;
    since = now;
    if (presses >= 3) {
      leave();
    } else if (told) {
      told.textContent = presses === 1 ? told.dataset.two : told.dataset.one;
    }
  });
  // A page that the browser brings back whole is asked for anew: whoever left it must not see it again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      window.location.reload();
    }
  });
}

for (const print of document.querySelectorAll("[data-print]")) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
