/* The table of all clusters: filled from what Jenkins knows, and again after every change, for as long as it is looked at. */
(function () {
  "use strict";
  const PAUSE = 700;
  const PAUSE_AFTER_FAILURE = 5000;
  const AGES = 30000;
  const NUMBERS = ["health", "jobCount", "podCount", "since", "deployedAt", "cost"];

  function start(root) {
    const body = root.querySelector("tbody");
    const filter = root.querySelector("#flink-deploy-filter");
    const state = root.querySelector("#flink-deploy-state");
    const count = root.querySelector("#flink-deploy-count");
    const problems = root.querySelector("#flink-deploy-problems");
    const language = document.documentElement.lang || undefined;
    const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    const absolute = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
    const priced = root.querySelector("th[data-sort=cost]") !== null;
    const lines = new Map();
    let data = { version: "", rows: [], targets: [] };
    let first = true;
    let clock = 0;
    let timer = 0;
    const sort = { by: "name", down: false };

    function text(parent, words, className) {
      const node = document.createElement("div");
      node.textContent = words;
      if (className) {
        node.className = className;
      }
      parent.append(node);
      return node;
    }

    function ago(millis) {
      const seconds = Math.min(0, (millis - Date.now() - clock) / 1000);
      const units = [["day", 86400], ["hour", 3600], ["minute", 60]];
      for (const [unit, length] of units) {
        if (-seconds >= length) {
          return relative.format(Math.trunc(seconds / length), unit);
        }
      }
      return relative.format(Math.trunc(seconds), "second");
    }

    function time(parent, millis) {
      if (millis) {
        const node = document.createElement("time");
        node.dateTime = new Date(millis).toISOString();
        node.title = absolute.format(millis);
        node.dataset.millis = millis;
        node.textContent = ago(millis);
        parent.append(node);
      }
    }

    function fill(line, row) {
      line.replaceChildren();
      const cell = () => line.appendChild(document.createElement("td"));
      const name = cell();
      const link = document.createElement("a");
      link.href = row.url;
      link.className = "jenkins-table__link";
      link.textContent = row.name;
      name.append(link);
      if (row.session) {
        text(name, root.dataset.session, "flink-deploy-more");
      }
      const status = cell();
      text(status, row.stateText, "flink-deploy-tone flink-deploy-tone-" + row.tone);
      if (row.why) {
        text(status, row.why, "flink-deploy-more");
      }
      const health = cell();
      if (row.healthText) {
        text(health, row.healthText, "flink-deploy-tone flink-deploy-tone-" + row.healthTone);
        if (row.healthWhy) {
          text(health, row.healthWhy, "flink-deploy-more");
        }
      }
      cell().textContent = row.jobs;
      cell().textContent = row.pods;
      const commit = cell();
      if (row.commit) {
        commit.appendChild(document.createElement("code")).textContent = row.commit;
      }
      if (row.standing) {
        text(commit, row.standing, "flink-deploy-more flink-deploy-tone flink-deploy-tone-doubtful");
      }
      time(cell(), row.since);
      const deployed = cell();
      time(deployed, row.deployedAt);
      if (row.deployedBy) {
        text(deployed, root.dataset.by.replace("{0}", row.deployedBy), "flink-deploy-more");
      }
      if (row.buildUrl) {
        const build = document.createElement("a");
        build.href = row.buildUrl;
        build.textContent = root.dataset.build;
        text(deployed, "", "flink-deploy-more").append(build);
      }
      cell().textContent = row.owner;
      if (priced) {
        const cost = cell();
        cost.className = "flink-deploy-amount";
        cost.textContent = row.costText || "";
      }
      cell().textContent = row.target + " / " + row.namespace;
    }

    function wanted(row) {
      const words = [row.name, row.namespace, row.target, row.owner, row.stateText, row.commit, row.why, row.healthText, row.healthWhy].join(" ").toLowerCase();
      const found = filter.value.toLowerCase().split(/\s+/).every((word) => words.includes(word));
      const kind = state.value;
      const fits = !kind || (kind === "stopped" && row.state === "STOPPED") || (kind === "behind" && row.standing)
        || (kind === row.tone && row.state !== "STOPPED");
      return found && fits;
    }

    function compare(one, other) {
      const a = one[sort.by];
      const b = other[sort.by];
      const by = NUMBERS.includes(sort.by) ? (a || 0) - (b || 0) : String(a || "").localeCompare(String(b || ""), language);
      return (sort.down ? -by : by) || one.name.localeCompare(other.name) || one.target.localeCompare(other.target);
    }

    function show() {
      const shown = data.rows.filter(wanted).sort(compare);
      const seen = new Set();
      let before = null;
      for (const row of shown) {
        const key = [row.target, row.namespace, row.name].join("/");
        const content = JSON.stringify(row);
        let line = lines.get(key);
        if (!line) {
          line = document.createElement("tr");
          lines.set(key, line);
        }
        if (line.dataset.content !== content) {
          const focused = line.contains(document.activeElement);
          fill(line, row);
          line.dataset.content = content;
          if (focused) {
            line.querySelector("a").focus();
          }
        }
        /* A row stays where it is when it is there already, so that nobody loses the place. */
        const place = before ? before.nextSibling : body.firstChild;
        if (place !== line) {
          body.insertBefore(line, place);
        }
        before = line;
        seen.add(key);
      }
      for (const [key, line] of lines) {
        if (!seen.has(key)) {
          line.remove();
          lines.delete(key);
        }
      }
      const said = root.dataset.count.replace("{0}", shown.length).replace("{1}", data.rows.length);
      if (count.textContent !== said) {
        count.textContent = said;
      }
    }

    function tell() {
      const all = data.targets.filter((target) => target.text).map((target) => target.text);
      if (data.targets.some((target) => target.state === "loading")) {
        all.push(root.dataset.loading);
      } else if (data.rows.length === 0 && all.length === 0) {
        all.push(root.dataset.empty);
      }
      say(all);
    }

    function say(all) {
      const said = all.join("\n");
      if (problems.dataset.said !== said) {
        problems.dataset.said = said;
        problems.replaceChildren();
        all.forEach((words) => text(problems, words, "jenkins-alert jenkins-alert-warning"));
      }
    }

    function remember() {
      const kept = new URLSearchParams();
      if (filter.value) {
        kept.set("q", filter.value);
      }
      if (state.value) {
        kept.set("state", state.value);
      }
      if (sort.by !== "name" || sort.down) {
        kept.set("sort", (sort.down ? "-" : "") + sort.by);
      }
      history.replaceState(null, "", kept.toString() ? "#" + kept : location.pathname);
    }

    function mark() {
      root.querySelectorAll("th[data-sort]").forEach((head) => {
        if (head.dataset.sort === sort.by) {
          head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
        } else {
          head.removeAttribute("aria-sort");
        }
      });
    }

    async function poll() {
      clearTimeout(timer);
      if (document.hidden) {
        return;
      }
      let pause = PAUSE;
      try {
        const answer = await fetch("data?since=" + encodeURIComponent(data.version), { credentials: "same-origin" });
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        const news = await answer.json();
        if (!news.unchanged) {
          data = news;
          clock = news.now - Date.now();
          show();
        }
        tell();
        first = false;
      } catch (e) {
        pause = PAUSE_AFTER_FAILURE;
        say([root.dataset.lost]);
      }
      timer = setTimeout(poll, pause);
    }

    root.querySelectorAll("th[data-sort]").forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        sort.down = sort.by === head.dataset.sort && !sort.down;
        sort.by = head.dataset.sort;
        mark();
        show();
        remember();
      });
    });
    [[filter, "input"], [state, "change"]].forEach(([field, event]) =>
      field.addEventListener(event, () => {
        show();
        remember();
      }));
    document.addEventListener("visibilitychange", poll);
    setInterval(() => body.querySelectorAll("time").forEach((node) => {
      node.textContent = ago(Number(node.dataset.millis));
    }), AGES);

    const kept = new URLSearchParams(location.hash.slice(1));
    filter.value = kept.get("q") || "";
    state.value = kept.get("state") || "";
    const by = kept.get("sort") || "name";
    sort.down = by.startsWith("-");
    sort.by = by.replace("-", "");
    mark();
    if (first) {
      say([root.dataset.loading]);
    }
    poll();
  }

  function begin() {
    const root = document.getElementById("flink-deploy-clusters");
    if (root) {
      start(root);
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
})();
