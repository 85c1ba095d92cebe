// Enhancement only: every page works without this file. It is loaded as a module, so old browsers leave it alone.
import { initAll } from "./vendor/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// The larger library is fetched only by a page that has a table to sort.
if (document.querySelector('[data-module="moj-sortable-table"]')) {
  import("./vendor/moj/moj-frontend.min.js").then(({ SortableTable }) => {
    for (const table of document.querySelectorAll('[data-module="moj-sortable-table"]')) {
      new SortableTable(table);
    }
  });
}

// A printed page shows what is folded away on the screen.
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.openedForPrint = "";
  }
});
window.addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-opened-for-print]")) {
    details.open = false;
    delete details.dataset.openedForPrint;
  }
});
