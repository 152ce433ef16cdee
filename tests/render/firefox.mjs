// Opens the explorer in Debian's Firefox, offline, walks through all views; prints what it saw as JSON.
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [firefox, page, ...views] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: "firefox", executablePath: firefox, headless: true, protocol: "webDriverBiDi",
  extraPrefsFirefox: { "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9, "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9 },
});
const seen = { faults: [], views: {} };
try {
  const tab = await browser.newPage();
  tab.on("pageerror", (error) => seen.faults.push(String(error)));
  tab.on("console", (said) => { if (said.type() === "error") seen.faults.push(said.text()); });
  await tab.setViewport({ width: 1366, height: 768 });
  await tab.goto(pathToFileURL(page).href + "#view=overview");
  await tab.waitForSelector("#main > *", { timeout: 20000 });
  for (const view of views) {
    await tab.evaluate((name) => { location.hash = "view=" + name + "&id=goal/9"; }, view);
    await new Promise((done) => setTimeout(done, 400));
    await tab.waitForFunction(() => !document.querySelector('[aria-busy="true"]'), { timeout: 30000 });
    seen.views[view] = await tab.evaluate(() => ({
      tab: document.querySelector('.tabs [aria-current="page"]').dataset.view,
      title: document.querySelector("#details-title").textContent,
      text: document.querySelector("#main").innerText.length,
      wide: document.documentElement.scrollWidth <= innerWidth,
    }));
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
