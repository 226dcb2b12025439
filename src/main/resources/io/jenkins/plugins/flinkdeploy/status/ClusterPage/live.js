/* The page of a cluster: asks whether there is something new, and then fetches it, for as long as it is looked at. */
(function () {
  "use strict";
  const PAUSE = 1000;
  const PAUSE_OF_LOGS = 5000;
  const PAUSE_AFTER_FAILURE = 5000;

  async function get(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer;
  }

  function start(live) {
    const said = document.getElementById("flink-deploy-said");
    const lost = document.getElementById("flink-deploy-lost");
    const version = () => live.firstElementChild.dataset.version;
    const state = () => (live.querySelector("[data-state]") || { textContent: "" }).textContent;
    let timer = 0;

    function replace(html) {
      const before = state();
      const focused = live.contains(document.activeElement) ? document.activeElement.id : "";
      const parsed = new DOMParser().parseFromString(html, "text/html");
      live.replaceChildren(...parsed.body.children);
      const again = focused && document.getElementById(focused);
      if (again) {
        again.focus();
      }
      if (state() !== before) {
        said.textContent = state();
      }
    }

    async function poll() {
      clearTimeout(timer);
      if (document.hidden) {
        return;
      }
      let pause = PAUSE;
      try {
        const news = await (await get("data")).json();
        if (news.version !== version()) {
          replace(await (await get("news")).text());
        }
        lost.classList.add("jenkins-hidden");
      } catch (e) {
        pause = PAUSE_AFTER_FAILURE;
        lost.classList.remove("jenkins-hidden");
      }
      timer = setTimeout(poll, pause);
    }

    document.addEventListener("visibilitychange", poll);
    timer = setTimeout(poll, PAUSE);
  }

  function tail(details) {
    const lines = details.querySelector("pre");
    let timer = 0;

    async function poll() {
      clearTimeout(timer);
      if (!details.open || document.hidden) {
        return;
      }
      try {
        const text = await (await get("logs/")).text();
        if (text !== lines.textContent) {
          const atEnd = lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 5;
          lines.textContent = text;
          if (atEnd) {
            lines.scrollTop = lines.scrollHeight;
          }
        }
      } catch (e) {
        /* The other part of the page says that Jenkins does not answer. */
      }
      timer = setTimeout(poll, PAUSE_OF_LOGS);
    }

    details.addEventListener("toggle", poll);
    document.addEventListener("visibilitychange", poll);
  }

  function begin() {
    const live = document.getElementById("flink-deploy-live");
    if (live) {
      start(live);
    }
    const details = document.getElementById("flink-deploy-tail");
    if (details) {
      tail(details);
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
})();
