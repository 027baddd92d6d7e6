/**
 * Reading aids of the portal: text size, light or dark, high contrast.
 *
 * Loaded in the head, before anything is drawn, so that a chosen look does not flash in late.
 * Without this file the page follows the reader's system.
 */
(() => {
    "use strict";

    const SIZES = ["100%", "112.5%", "125%", "150%", "175%"];
    const root = document.documentElement;

    function read(key) {
        try {
            return window.localStorage.getItem(key);
        } catch {
            return null; // storage is switched off: the choice lasts for this page
        }
    }

    function write(key, value) {
        try {
            window.localStorage.setItem(key, value);
        } catch {
            // see read()
        }
    }

    const chosen = {
        size: Math.min(Math.max(Number.parseInt(read("portal.size"), 10) || 0, 0), SIZES.length - 1),
        look: read("portal.look") || "system",
        contrast: read("portal.contrast") === "more",
    };

    function apply() {
        root.style.fontSize = chosen.size ? SIZES[chosen.size] : "";
        if (chosen.look === "system") {
            delete root.dataset.theme;
        } else {
            root.dataset.theme = chosen.look;
        }
        if (chosen.contrast) {
            root.dataset.contrast = "more";
        } else {
            delete root.dataset.contrast;
        }
    }

    function remember() {
        write("portal.size", String(chosen.size));
        write("portal.look", chosen.look);
        write("portal.contrast", chosen.contrast ? "more" : "");
        apply();
    }

    function changeSize(step) {
        chosen.size = step ? Math.min(Math.max(chosen.size + step, 0), SIZES.length - 1) : 0;
        remember();
        const status = document.querySelector("[data-reading-status]");
        status.textContent = `文字大小 ${SIZES[chosen.size]}`;
    }

    function connect(aids) {
        aids.hidden = false;
        aids.querySelectorAll("[data-text-size]").forEach((button) => {
            button.addEventListener("click", () => changeSize(Number(button.dataset.textSize)));
        });
        aids.querySelectorAll('[name="look"]').forEach((input) => {
            input.checked = input.value === chosen.look;
            input.addEventListener("change", () => {
                chosen.look = input.value;
                remember();
            });
        });
        const contrast = aids.querySelector('[name="contrast"]');
        contrast.checked = chosen.contrast;
        contrast.addEventListener("change", () => {
            chosen.contrast = contrast.checked;
            remember();
        });
        const look = aids.querySelector("details");
        document.addEventListener("click", (event) => {
            if (!look.contains(event.target)) {
                look.open = false;
            }
        });
        look.addEventListener("keydown", (event) => {
            if (event.key === "Escape" && look.open) {
                look.open = false;
                look.querySelector("summary").focus();
            }
        });
    }

    apply();
    document.addEventListener("DOMContentLoaded", () => {
        document.querySelectorAll("[data-reading-aids]").forEach(connect);
    });
})();
