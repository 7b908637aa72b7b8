"""Excalidraw (npm: @excalidraw/excalidraw) in Debian's Chromium: boards in a browser, what most people know.

Nothing of it is in this repository: it is fetched and bundled into a folder that the caller names, once, where there is
a network; the page below, which is ours, hands it a board as a saved file has it. Software rendering, no limit of
frames, wheel events as a hand gives them. One page per measurement, over a server of this process.
"""

from __future__ import annotations

import http.server
import json
import os
import queue
import random
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from tests.benchmarks.board_stands import TEXT

PACKAGES: Final = ("@excalidraw/excalidraw@0.18.1", "react@18.3.1", "react-dom@18.3.1", "esbuild@0.25.12")
BROWSER: Final = "chromium"
SECONDS: Final = 600
_ACROSS, _DOWN = 174, 86
_PAGE: Final = """<!doctype html><meta charset="utf-8"><title>peer</title>
<style>html,body,#root{margin:0;height:100%}</style><link rel="stylesheet" href="page.css">
<div id="root"></div><script>window.EXCALIDRAW_ASSET_PATH = "/"</script><script src="page.js"></script>
"""
_MAIN: Final = """
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Excalidraw } from "@excalidraw/excalidraw";
import "@excalidraw/excalidraw/index.css";

const asked = new URLSearchParams(location.search);
const turn = () => new Promise(requestAnimationFrame);
const rest = (ms) => new Promise((done) => setTimeout(done, ms));
const wheel = (how) => document.querySelector("canvas.interactive").dispatchEvent(new WheelEvent("wheel",
  { clientX: 960, clientY: 540, bubbles: true, cancelable: true, ...how }));

async function frames(moves) {
  const times = [];
  await turn();
  for (const move of moves) {
    const begun = performance.now();
    wheel(move);
    await turn();
    await turn();
    times.push(performance.now() - begun);
  }
  return times;
}

async function measure(api) {
  const many = (count, how) => Array.from({ length: count }, () => how);
  const look = async (zoom, scrollX, scrollY) => {
    api.updateScene({ appState: { zoom: { value: zoom }, scrollX, scrollY } });
    await rest(1500);
  };
  const wide = Number(asked.get("wide")), high = Number(asked.get("high"));
  await look(1, 960 - wide / 2, 540 - high / 2);
  const found = { pan: await frames(many(120, { deltaX: 16, deltaY: 9 })) };
  const fit = Math.max(0.1, Math.min(1920 / wide, 1080 / high, 1));
  await look(fit, 960 / fit - wide / 2, 540 / fit - high / 2);
  const step = (way) => ({ ctrlKey: true, deltaY: way * (1 - fit) * 100 / 60 });
  found.zoom = await frames(many(60, step(-1)));
  found.nearest = [api.getAppState().zoom.value];
  found.zoom.push(...await frames(many(60, step(1))));
  await fetch("/found", { method: "POST", body: JSON.stringify(found) });
}

fetch(asked.get("board")).then((told) => told.json()).then((board) => {
  const measured = asked.has("frames");
  createRoot(document.getElementById("root")).render(createElement(Excalidraw, {
    initialData: board,
    excalidrawAPI: (api) => {
      if (measured && !window.begun) { window.begun = true; rest(6000).then(() => measure(api)); }
    },
  }));
});
"""


def missing(folder: Path | None) -> list[str]:
    """What this needs and has not got; `folder` is where its bundle is, or will be made."""
    if folder is None:
        return ["--excalidraw FOLDER"]
    absent = [] if shutil.which(BROWSER) else [BROWSER]
    if not absent and not (folder / "page" / "page.js").exists():
        absent = [name for name in ("node", "npm") if shutil.which(name) is None]
        if not absent and not _bundled(folder):
            absent = ["a network to fetch @excalidraw/excalidraw"]
    return absent


def _bundled(folder: Path) -> bool:
    """Fetch the packages and bundle the page; whether that was possible."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    (folder / "main.js").write_text(_MAIN, encoding="utf-8")
    build = ["node_modules/.bin/esbuild", "main.js", "--bundle", "--minify", "--format=iife", "--outfile=page/page.js"]
    build += ['--define:process.env.NODE_ENV="production"', '--define:process.env.IS_PREACT="false"']
    build += ["--define:import.meta.env={}", "--loader:.woff2=file", "--conditions=production"]
    steps = (["npm", "install", "--no-audit", "--no-fund", *PACKAGES], build)
    try:
        for words in steps:
            subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError):
        shutil.rmtree(folder / "page", ignore_errors=True)
        return False
    fonts = folder / "node_modules" / "@excalidraw" / "excalidraw" / "dist" / "prod" / "fonts"
    shutil.copytree(fonts, folder / "page" / "fonts", dirs_exist_ok=True)
    (folder / "page" / "index.html").write_text(_PAGE, encoding="utf-8")
    return True


def board(count: int) -> tuple[str, int, int]:
    """A board of so many notes as a saved file has it (JSON), its width and height: each a filled rectangle with a text
    of four lines bound to it.
    """
    chance, words = random.Random(count), TEXT.split()
    across = max(1, round(count**0.5))
    elements = []
    for n in range(count):
        x, y = n % across * _ACROSS + 8, n // across * _DOWN + 4
        lines = "\n".join(" ".join(chance.choice(words) for _ in range(2)) for _ in range(4))
        paper = _element(f"r{n}", "rectangle", x, y, 158, 78, n)
        paper |= {"backgroundColor": "#fdf0c4", "boundElements": [{"type": "text", "id": f"t{n}"}]}
        said = _element(f"t{n}", "text", x + 8, y + 3, 142, 72, n)
        said |= {
            "text": lines, "originalText": lines, "fontSize": 14, "fontFamily": 6, "textAlign": "left",
            "verticalAlign": "top", "containerId": f"r{n}", "lineHeight": 1.25, "autoResize": True,
        }  # fmt: skip
        elements += [paper, said]
    whole = {"type": "excalidraw", "version": 2, "source": "bench", "elements": elements, "appState": {}, "files": {}}
    return json.dumps(whole), across * _ACROSS, -(-count // across) * _DOWN


def _element(name: str, kind: str, x: int, y: int, width: int, height: int, seed: int) -> dict[str, Any]:
    return {
        "id": name, "type": kind, "x": x, "y": y, "width": width, "height": height, "angle": 0,
        "strokeColor": "#203040", "backgroundColor": "transparent", "fillStyle": "solid", "strokeWidth": 1,
        "strokeStyle": "solid", "roughness": 0, "opacity": 100, "groupIds": [], "frameId": None, "roundness": None,
        "seed": seed + 1, "version": 1, "versionNonce": seed + 1, "isDeleted": False, "boundElements": None,
        "updated": 1, "link": None, "locked": False,
    }  # fmt: skip


class Served:
    """The page and its boards on loopback while the block runs; `found` gets what a page measured."""

    def __init__(self, folder: Path, place: Path, sizes: list[int]) -> None:
        self._page = folder / "page"
        self._place = place
        self.found: queue.SimpleQueue[dict[str, list[float]]] = queue.SimpleQueue()
        self._sides: dict[int, tuple[int, int]] = {}
        self._boards: dict[str, bytes] = {}
        for count in sizes:
            text, wide, high = board(count)
            self._boards[f"/board-{count}.json"] = text.encode()
            self._sides[count] = (wide, high)

    def __enter__(self) -> Served:
        boards, found = self._boards, self.found

        class Handler(http.server.SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                known = boards.get(self.path)
                if known is None:
                    super().do_GET()
                    return
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(known)))
                self.end_headers()
                self.wfile.write(known)

            def do_POST(self) -> None:
                found.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_words: object) -> None:
                pass

        def handler(*words: Any) -> Handler:
            return Handler(*words, directory=str(self._page))

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def start(self, around: Mapping[str, str], count: int, *, frames: bool = False) -> subprocess.Popen[bytes]:
        """A browser of 1920x1080 on this board, with a home of its own that it has started in before."""
        wide, high = self._sides[count]
        told = f"board=/board-{count}.json&wide={wide}&high={high}{'&frames=1' if frames else ''}"
        home = str(self._place / "chromium")
        words = [
            BROWSER, f"--app=http://127.0.0.1:{self._server.server_port}/index.html?{told}", f"--user-data-dir={home}",
            "--window-size=1920,1080", "--window-position=0,0", "--disable-gpu", "--no-first-run", "--lang=en",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--password-store=basic",
            "--disable-dev-shm-usage", "--disable-frame-rate-limit", "--disable-gpu-vsync",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ]  # fmt: skip
        own = {**around, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
        own |= {"DBUS_SESSION_BUS_ADDRESS": "disabled:", "NO_AT_BRIDGE": "1"}
        return subprocess.Popen(words, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def frames(self, around: Mapping[str, str], count: int) -> dict[str, list[float]]:
        """Milliseconds of every frame of the paths `pan` and `zoom`, from the wheel until it is painted."""
        program = self.start(around, count, frames=True)
        try:
            return self.found.get(timeout=SECONDS)
        finally:
            program.terminate()
            program.wait(60)
