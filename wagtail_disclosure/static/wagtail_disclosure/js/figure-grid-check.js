// The conversation with the server while figures are typed: debounced, one request at a time.
(() => {
  const DELAY = 400;
  const PATIENCE = 20000;

  function cookie(name) {
    const found = document.cookie
      .split("; ")
      .find((pair) => name && pair.startsWith(`${name}=`));
    return found && decodeURIComponent(found.slice(name.length + 1));
  }

  // `body()` gives what to post at the moment of posting; `answered(answer)` and
  // `failed(kind, detail)` get the outcome. Kinds: signedOut, offline, unreadable, failed.
  class Checker {
    constructor({ url, csrfCookie, form, body, answered, failed }) {
      Object.assign(this, { url, csrfCookie, form, body, answered, failed });
      this.retry = () => this.hasFailed && this.ask();
      window.addEventListener("online", this.retry);
      window.addEventListener("focus", this.retry);
    }

    stop() {
      clearTimeout(this.timer);
      this.stopped = true;
      window.removeEventListener("online", this.retry);
      window.removeEventListener("focus", this.retry);
    }

    // Ask soon; further calls within the delay put it off.
    ask() {
      if (!this.url) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.run(), DELAY);
    }

    async run() {
      if (this.busy) {
        this.again = true;
        return;
      }
      this.busy = true;
      try {
        await this.post();
      } finally {
        this.busy = false;
        if (this.again && !this.stopped) {
          this.again = false;
          this.run();
        }
      }
    }

    async post() {
      const token = cookie(this.csrfCookie) ?? window.wagtailConfig?.CSRF_TOKEN ?? "";
      let response;
      try {
        response = await fetch(this.url, {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            "X-Requested-With": "XMLHttpRequest",
            [window.wagtailConfig?.CSRF_HEADER_NAME ?? "X-CSRFToken"]: token,
          },
          body: JSON.stringify(this.body()),
          credentials: "same-origin",
          redirect: "manual",
          signal: AbortSignal.timeout(PATIENCE),
        });
      } catch {
        this.fail("offline");
        return;
      }
      await this.read(response, token);
    }

    async read(response, token) {
      if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) {
        this.fail("signedOut");
        return;
      }
      const answer = await response.json().catch(() => null);
      if (response.ok && answer?.cells) {
        if (this.hasFailed) this.renew(token);
        this.hasFailed = false;
        if (!this.stopped) this.answered(answer);
      } else if (answer?.error) this.fail("unreadable", answer.error);
      else this.fail("failed", String(response.status));
    }

    fail(kind, detail = "") {
      this.hasFailed = true;
      if (!this.stopped) this.failed(kind, detail);
    }

    // Signing in again in another window gives a new token: without it, saving the form that
    // stands open would be refused and what was typed would be lost.
    renew(token) {
      const field = this.form?.querySelector('input[name="csrfmiddlewaretoken"]');
      if (!cookie(this.csrfCookie) || !field) return;
      field.value = token;
      if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
    }
  }

  window.disclosureGrid = { ...window.disclosureGrid, Checker };
})();
