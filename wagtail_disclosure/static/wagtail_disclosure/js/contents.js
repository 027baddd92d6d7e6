/**
 * Small comforts of the report page; it reads the same without them.
 *
 * - The table of contents is open where it stands beside the text, closed above it, and
 *   marks the heading that is being read.
 * - The print button appears.
 */
(() => {
    "use strict";

    const BESIDE_TEXT = window.matchMedia("(min-width: 60.01rem)");
    function openWhereThereIsRoom(details) {
        const apply = () => {
            details.open = BESIDE_TEXT.matches;
        };
        apply();
        BESIDE_TEXT.addEventListener("change", apply);
        details.addEventListener("click", (event) => {
            if (event.target.closest("a") && !BESIDE_TEXT.matches) {
                details.open = false;
            }
        });
    }

    /** Scrolls the table of contents only; scrollIntoView would move the page as well. */
    function keepInSight(link, frame) {
        const place = link.getBoundingClientRect();
        const edges = frame.getBoundingClientRect();
        if (place.top < edges.top) {
            frame.scrollTop -= edges.top - place.top;
        } else if (place.bottom > edges.bottom) {
            frame.scrollTop += place.bottom - edges.bottom;
        }
    }

    /** A heading is reached where a link to it would stop: at its scroll margin. */
    function isReached({ heading }) {
        const margin = Number.parseFloat(window.getComputedStyle(heading).scrollMarginTop) || 0;
        return heading.getBoundingClientRect().top <= margin + 8;
    }

    function markCurrentHeading(details) {
        const links = [...details.querySelectorAll('a[href^="#"]')];
        const places = links
            .map((link) => ({
                link,
                heading: document.getElementById(decodeURIComponent(link.hash.slice(1))),
            }))
            .filter((place) => place.heading);
        let current = null;

        const mark = () => {
            const reached = places.filter(isReached);
            const atEnd =
                window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
            const next = (atEnd && reached.length ? places : reached).at(-1)?.link ?? null;
            if (next === current) {
                return;
            }
            current?.removeAttribute("aria-current");
            next?.setAttribute("aria-current", "true");
            current = next;
            if (next && BESIDE_TEXT.matches) {
                keepInSight(next, details.parentElement);
            }
        };

        let waiting = false;
        const soon = () => {
            if (!waiting) {
                waiting = true;
                window.requestAnimationFrame(() => {
                    waiting = false;
                    mark();
                });
            }
        };
        window.addEventListener("scroll", soon, { passive: true });
        window.addEventListener("resize", soon);
        mark();
    }

    function offerPrinting(item) {
        item.hidden = false;
        item.querySelector("button").addEventListener("click", () => window.print());
    }

    document.querySelectorAll("[data-disclosure-contents]").forEach((details) => {
        openWhereThereIsRoom(details);
        markCurrentHeading(details);
    });
    document.querySelectorAll("[data-disclosure-print]").forEach(offerPrinting);
})();
