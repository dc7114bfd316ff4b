"""What a designer would see at a glance, checked by the machine: cut, pale, nameless or raw."""

import re

from playwright.async_api import Page

# Elements that reach beyond their window or hide a part of themselves sideways.
CUT = """() => [...document.querySelectorAll("body *")].filter((node) => {
  const style = getComputedStyle(node);
  if (!node.offsetParent || node.closest(".sr-only") || style.visibility === "hidden") return false;
  const { left, right, width } = node.getBoundingClientRect();
  if (width === 0) return false;
  const clips = node.scrollWidth > node.clientWidth + 1 && style.overflowX !== "visible"
    && style.textOverflow !== "ellipsis" && !node.matches("input, select");
  return left < -1 || right > innerWidth + 1 || clips;
}).map((node) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`)"""

# Text whose contrast with what is painted behind it is under WCAG's AA, 4.5 to 1 (3 when large).
PALE = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, below) => {
    const share = top[3] / 255;
    return [0, 1, 2].map((at) => top[at] * share + below[at] * (1 - share)).concat(255);
  };
  const sheet = document.body.appendChild(document.createElement("div"));
  sheet.style.backgroundColor = "Canvas"; // what the browser paints where a page paints nothing
  const paper = rgba(getComputedStyle(sheet).backgroundColor);
  sheet.remove();
  const behind = (node) => {
    if (!node) return paper;
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own[3] === 255 ? own : over(own, behind(node.parentElement));
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pale = [];
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.offsetParent) continue;
    if (node.closest(".sr-only, .avatar, option, script, [aria-busy]")) continue;
    const style = getComputedStyle(node);
    if (style.visibility === "hidden" || node.closest(":disabled")) continue;
    const back = behind(node);
    const [a, b] = [light(over(rgba(style.color), back)), light(back)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) {
      const what = node.className || node.tagName;
      pale.push(`${ratio.toFixed(2)} ${what} ${node.textContent.slice(0, 30)}`);
    }
  }
  return pale;
}"""

# Controls that a screen reader could only call "button" or "edit".
NAMELESS = """() => [...document.querySelectorAll("button, input, select, textarea, a")]
  .filter((node) => node.offsetParent && !node.closest("[hidden]"))
  .filter((node) => !node.getAttribute("aria-label") && !node.labels?.length)
  .filter((node) => !node.textContent.trim())
  .map((node) => node.outerHTML.slice(0, 120))"""

# Text that is hidden below the edge of a box that does not scroll.
SUNK = """() => [...document.querySelectorAll("body *")].filter((node) => {
  if (!node.offsetParent || node.closest(".sr-only")) return false;
  return ["hidden", "clip"].includes(getComputedStyle(node).overflowY)
    && node.scrollHeight > node.clientHeight + 2;
}).map((node) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`)"""

WORDS = """() => {
  const told = ["aria-label", "title", "placeholder"];
  const nodes = [...document.querySelectorAll(told.map((name) => `[${name}]`).join())];
  const hidden = nodes.flatMap((node) => told.map((name) => node.getAttribute(name) ?? ""));
  return [document.title, document.body.innerText, ...hidden].join("\\n");
}"""

RAW = re.compile(
    r"[0-9a-f]{12}|prepare:|sheet:|undefined|\[object|NaN|\{|\}|&(?:amp|lt|gt);|_[a-z]+_[a-z]+"
)


async def looked_at(page: Page, where: str) -> None:
    """Check what is on screen now."""
    assert await page.evaluate(CUT) == [], where
    assert await page.evaluate(PALE) == [], where
    assert await page.evaluate(NAMELESS) == [], where


async def reads_well(page: Page, where: str) -> None:
    """Check that nothing is hidden below an edge and that no word was meant for machines."""
    assert await page.evaluate(SUNK) == [], where
    assert RAW.findall(await page.evaluate(WORDS)) == [], where
