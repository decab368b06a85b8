/* The frame's behaviour, by data attributes; no inline handlers, nothing evaluated, ES2020 for Chromium 86.

   data-select-all / data-select      tick boxes inside [data-selection]; [data-selected-count] shows how many,
                                      [data-needs-selection] is disabled while there is none
   data-copy="#id"                    copies that element's text, without its 含期初 marks
   data-print                         prints the page
   data-move="-1" | "1"               moves its list item or table row up or down
   data-toggle="id"                   shows and hides that element; .float closes by Esc or a click elsewhere
   data-auto-submit                   (form) is sent when a tick box or a list in it changes
   data-warn-unsaved                  (form) asks before an edited form is left
   data-pick                          (select) searchable by tom-select
   data-menu                          opens and closes the side menu of a narrow screen
   data-close                         closes the modal, or the message it stands in
   #modal                             htmx puts a confirm page there; the header HX-Trigger: modal-close closes it */
(function () {
  "use strict";
  const TALL = 960, TWICE = 1200, OPEN_AT_FIRST = "人才", MEMORY = "menu";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const show = (button, open) => {
    button.setAttribute("aria-expanded", String(open));
    document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
  };

  /* Side menu: the present group and 人才 are open, all of them on a tall screen; what was folded by hand stays so. */
  function remembered() {
    try { return JSON.parse(sessionStorage.getItem(MEMORY)) || {}; } catch (broken) { return {}; }
  }
  function startMenu() {
    const kept = remembered();
    all(".side button").forEach((button) => {
      const label = button.dataset.group;
      const here = one("[aria-current]", document.getElementById(button.getAttribute("aria-controls")));
      const usual = window.innerHeight >= TALL || label === OPEN_AT_FIRST;
      show(button, Boolean(here) || (label in kept ? kept[label] : usual));
      button.addEventListener("click", () => {
        const open = button.getAttribute("aria-expanded") !== "true";
        show(button, open);
        sessionStorage.setItem(MEMORY, JSON.stringify({ ...remembered(), [label]: open }));
      });
    });
  }

  /* On a narrow screen the conditions of a list are folded, or the list would begin below them. */
  function foldFacets() {
    if (window.matchMedia("(max-width: 760px)").matches) all(".facets>details[open]").forEach((group) => { group.open = false; });
  }

  /* Tick boxes and the numbers in bulk buttons. */
  function countSelection(area) {
    const boxes = all("[data-select]", area).filter((box) => !box.disabled);
    const chosen = boxes.filter((box) => box.checked).length;
    all("[data-select-all]", area).forEach((box) => {
      box.checked = chosen > 0 && chosen === boxes.length;
      box.indeterminate = chosen > 0 && chosen < boxes.length;
    });
    boxes.forEach((box) => { const row = box.closest("tr"); if (row) row.classList.toggle("selected", box.checked); });
    all("[data-selected-count]", area).forEach((place) => { place.textContent = String(chosen); });
    area.classList.toggle("has-selection", chosen > 0);
    all("[data-needs-selection]", area).forEach((button) => { button.disabled = chosen === 0; });
  }
  /* A table that polls, or whose act was refused, keeps what was ticked, as far as the rows are still there. */
  let ticked = new Set();
  document.addEventListener("htmx:beforeSwap", (event) => {
    const stays = event.detail.requestConfig.verb === "get" || event.detail.xhr.getResponseHeader("X-Keep-Ticks");
    ticked = new Set(stays ? all("[data-select]:checked").map((box) => box.value) : []);
  });
  document.addEventListener("htmx:afterSwap", () => {
    all("[data-select]").forEach((box) => { box.checked = box.checked || ticked.has(box.value); });
    foldFacets();
  });
  document.addEventListener("change", (event) => {
    const area = event.target.closest("[data-selection]");
    if (area && event.target.matches("[data-select-all]")) {
      all("[data-select]", area).forEach((box) => { if (!box.disabled) box.checked = event.target.checked; });
    }
    if (area) countSelection(area);
    const form = event.target.closest("form[data-auto-submit]");
    if (form && event.target.form === form && event.target.matches("input[type=checkbox],input[type=radio],select")) form.requestSubmit();
  });

  /* The clipboard of the browser needs https; on a plain-http intranet a hidden text field does the same. */
  function copy(text) {
    if (window.isSecureContext && navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.style.position = "fixed";
    document.body.appendChild(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }
  function copyFrom(button) {
    const label = button.dataset.label || (button.dataset.label = button.textContent);
    const say = (words) => {
      button.textContent = words;
      setTimeout(() => { button.textContent = label; }, 2000);
    };
    const source = one(button.dataset.copy), marks = all(".opening", source);
    marks.forEach((mark) => { mark.hidden = true; });
    const words = source.innerText.trim();
    marks.forEach((mark) => { mark.hidden = false; });
    copy(words).then(() => say("已复制"), () => say("请手工复制"));
  }

  /* Things that open and close. */
  function move(button) {
    const line = button.closest("li, tr"), list = line.parentElement;
    if (button.dataset.move === "-1" && line.previousElementSibling) list.insertBefore(line, line.previousElementSibling);
    if (button.dataset.move === "1" && line.nextElementSibling) list.insertBefore(line.nextElementSibling, line);
    button.focus();
    all("td.order", list).forEach((cell, place) => { cell.textContent = String(place + 1); });
    const boxes = all("input", line);
    if (boxes.length) edited(boxes[0].form);
  }
  const floats = () => all("[data-toggle][aria-expanded=true]").filter((button) => {
    const box = document.getElementById(button.dataset.toggle);
    return box && box.classList.contains("float");
  });
  function toggle(button, open) {
    button.setAttribute("aria-expanded", String(open));
    document.getElementById(button.dataset.toggle).hidden = !open;
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button,a");
    floats().forEach((opener) => {
      const box = document.getElementById(opener.dataset.toggle);
      if (opener !== button && !box.contains(event.target)) toggle(opener, false);
    });
    if (event.target.id === "modal") closeModal();
    if (!button) return;
    if (button.dataset.toggle) toggle(button, button.getAttribute("aria-expanded") !== "true");
    if (button.dataset.copy) copyFrom(button);
    if ("print" in button.dataset) window.print();
    if ("menu" in button.dataset) button.setAttribute("aria-expanded", String(document.body.classList.toggle("menu-open")));
    if ("move" in button.dataset) move(button);
    if ("close" in button.dataset) {
      if (button.closest("#modal")) closeModal(); else button.closest(".message").remove();
    }
  });

  /* The modal: focus stays inside and goes back to where it came from. */
  let cameFrom = null;
  const modal = () => document.getElementById("modal");
  const inside = () => all("a[href],button:not([disabled]),input:not([type=hidden]),select,textarea", modal());
  function openModal() {
    if (modal().hidden) cameFrom = document.activeElement;
    modal().hidden = false;
    const first = one("[autofocus]", modal()) || inside()[0];
    if (first) first.focus();
  }
  function closeModal() {
    if (!modal() || modal().hidden) return;
    modal().hidden = true;
    modal().textContent = "";
    if (cameFrom && document.contains(cameFrom)) cameFrom.focus();
  }
  document.body.addEventListener("modal-close", closeModal);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      closeModal();
      floats().forEach((button) => { toggle(button, false); button.focus(); });
    }
    if (event.key === "Tab" && modal() && !modal().hidden) {
      const stops = inside(), edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
      if (stops.length && (document.activeElement === edge || !modal().contains(document.activeElement))) {
        event.preventDefault();
        stops[event.shiftKey ? stops.length - 1 : 0].focus();
      }
    }
    if (event.key === "/" && !event.target.closest("input,textarea,select,[contenteditable]")) {
      const search = one("[data-search]");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  /* A double click is one click: what was just sent is not sent again while its answer is on the way. */
  let sent = { at: 0 };
  document.addEventListener("submit", (event) => {
    const next = { form: event.target, by: event.submitter, at: Date.now() };
    if (next.form === sent.form && next.by === sent.by && next.at - sent.at < TWICE) {
      event.preventDefault();
      event.stopPropagation();
    } else if (next.form.method === "post") sent = next;
  }, true);

  /* A form that was edited is not left by accident. */
  let unsaved = null;
  const edited = (form) => { if (form && form.matches("[data-warn-unsaved]")) unsaved = form; };
  document.addEventListener("input", (event) => edited(event.target.form));
  document.addEventListener("submit", (event) => { if (event.target === unsaved) unsaved = null; });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && document.contains(unsaved)) { event.preventDefault(); event.returnValue = ""; }
  });

  /* htmx: the token, what to do when a request fails or the session has ended. */
  document.body.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = one("meta[name=csrf-token]").content;
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (/<body[^>]* data-public/.test(event.detail.xhr.responseText)) {
      event.detail.shouldSwap = false;
      if (event.detail.xhr.status < 400) { unsaved = null; window.location.reload(); }
    }
  });
  function complain(words) {
    const line = document.createElement("p");
    line.className = "message error";
    line.textContent = words;
    one("#messages").replaceChildren(line);
  }
  document.body.addEventListener("htmx:responseError", (event) => {
    const { status, responseText } = event.detail.xhr, number = /编号([0-9A-F]{4})/.exec(responseText);
    if (status === 403) complain("您没有办理这件事的权限，或页面停留过久，请刷新后重试。");
    else if (status === 404) complain("没有找到这条记录，可能已被删除或不在您的范围内。");
    else if (status === 400 && responseText.length < 200) complain(responseText);
    else if (status === 507) complain("服务器磁盘空间不足，没有写入数据。请通知管理员清理磁盘后重试。");
    else complain("暂时无法完成，您填写的内容已保留，请稍后重试。" + (number ? "编号" + number[1] + "。" : ""));
  });
  document.body.addEventListener("htmx:sendError", () => complain("连接不上服务器，您填写的内容已保留，请检查网络后重试。"));

  function startParts(root) {
    all("[data-selection]", root).forEach(countSelection);
    const outer = root.closest && root.closest("[data-selection]");
    if (outer) countSelection(outer);
    const nothing = () => '<div class="no-results">没有符合的选项</div>';
    if (window.TomSelect) {
      all("select[data-pick]:not(.tomselected)", root).forEach((field) => {
        new window.TomSelect(field, { maxOptions: 200, render: { no_results: nothing } });
      });
    }
    if (root.id === "modal" || (root.closest && root.closest("#modal"))) openModal();
  }
  document.body.addEventListener("htmx:load", (event) => startParts(event.detail.elt));
  startMenu();
  foldFacets();
  startParts(document);
})();
