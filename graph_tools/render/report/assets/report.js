"use strict";
const reports = [...document.querySelectorAll(".report")];
function show(lang, at) {
  if (!reports.some((report) => report.lang === lang)) return;
  for (const report of reports) {
    report.hidden = report.lang !== lang;
    if (!report.hidden) document.title = report.dataset.title;
  }
  document.documentElement.lang = lang;
  reachable();
  if (at) at.scrollIntoView();
}
for (const button of document.querySelectorAll(".switch")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const lang = button.dataset.to;
    show(lang);
    const report = reports.find((one) => one.lang === lang);
    report.querySelector(".switch").focus();
  });
}
function follow() {
  const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const report = at && at.closest(".report");
  if (report && report.hidden) show(report.lang, at);
}
window.addEventListener("hashchange", follow);
follow();
function reachable() {
  for (const box of document.querySelectorAll(".scroll, figure")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
window.addEventListener("resize", reachable);
reachable();
