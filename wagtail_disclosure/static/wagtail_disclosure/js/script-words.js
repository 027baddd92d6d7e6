// Words that Wagtail's own catalogue for scripts lacks in the language of the page.
(() => {
  const words = document.getElementById("disclosure-script-words");
  if (words && window.django?.catalog) {
    Object.assign(window.django.catalog, JSON.parse(words.textContent));
  }
})();
