// Opens pages in Chromium and tells what axe-core, the console and the network say of each.
// Standard input: a list of {url, dark, width, query}; standard output: for each {violations, requests, problems, wide,
// found}. `query` is typed into the search of a site; `found` are the places that it shows.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(resolve(process.argv[2], "x.js"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const browser = await puppeteer.launch({ executablePath: process.argv[3], args: ["--no-sandbox"] });
const answers = [];
for (const { url, dark, width, query } of JSON.parse(readFileSync(0, "utf-8"))) {
  const page = await browser.newPage();
  const requests = [];
  const problems = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.goto(url, { waitUntil: "load" });
  const found = [];
  if (query) {
    await page.type("#df-query", query);
    await page.waitForSelector(".df-found p");
    found.push(...(await page.$$eval(".df-found a", (links) => links.map((link) => link.href))));
  }
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { preload: false }));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  answers.push({ violations, requests, problems, wide, found });
  await page.close();
}
await browser.close();
process.stdout.write(JSON.stringify(answers));
