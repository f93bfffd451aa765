// Opens pages in Chromium at several widths and tells, as JSON, what is seen: node look.cjs CHROMIUM '["page.html"]' '[320, 1280]' '[320]'
const { readFileSync } = require("fs");
const { pathToFileURL } = require("url");
const tools = `${process.cwd()}/node_modules/`;
const { chromium } = require(`${tools}playwright-core`);
const axe = readFileSync(`${tools}axe-core/axe.min.js`, "utf8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const [program, files, widths, lands] = [process.argv[2], ...process.argv.slice(3).map((given) => JSON.parse(given))];

// In the page: which anchors an address does not lead to so that they are seen.
async function landing() {
  const unseen = [];
  for (const element of document.querySelectorAll("main [id]")) {
    location.hash = element.id;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const box = element.getClientRects()[0]; // the first line of it
    const hit = document.elementFromPoint(Math.max(0, box.left) + 2, box.top + 2);
    const hidden = getComputedStyle(element.closest("thead") ?? element).position === "absolute";
    const seen = box.top >= 0 && box.top < innerHeight && (hidden || (hit && (element.contains(hit) || hit.contains(element))));
    if (!seen) unseen.push(element.id);
  }
  return unseen;
}

// In the page: what is wider than the window, or than the part of the page that holds it.
function sideways() {
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible");
  const page = document.documentElement.scrollWidth > innerWidth ? ["page"] : [];
  return [...page, ...wide.filter((one) => !one.closest("thead")).map((one) => one.outerHTML.slice(0, 120))];
}

(async () => {
  const browser = await chromium.launch({ executablePath: program, args: flags });
  const told = [];
  for (const file of files) {
    for (const width of widths) {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      const [requests, said] = [[], []];
      page.on("request", (request) => requests.push(request.url()));
      page.on("console", (message) => said.push(message.text()));
      const address = pathToFileURL(file).href;
      await page.goto(address);
      const session = await context.newCDPSession(page);
      const nodes = (await session.send("Accessibility.getFullAXTree")).nodes.filter((node) => !node.ignored && node.role);
      const roles = {};
      for (const node of nodes) roles[node.role.value] = (roles[node.role.value] ?? 0) + 1;
      const display = await page.evaluate(() => getComputedStyle(document.querySelector("table.followup") ?? document.body).display);
      const overflow = await page.evaluate(sideways);
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document));
      const violations = found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`);
      const unseen = lands.includes(width) ? await page.evaluate(landing) : [];
      told.push({ file, width, requests: requests.filter((one) => one.split("#")[0] !== address), said, roles, display, overflow, violations, unseen });
      await context.close();
    }
  }
  await browser.close();
  console.log(JSON.stringify(told));
})();
