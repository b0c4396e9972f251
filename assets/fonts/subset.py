#!/usr/bin/python3
"""Cuts the two faces this program embeds out of Debian's fonts-noto-cjk.

Takes the Simplified Chinese face of Noto Sans CJK, Regular and Bold, and drops Hangul, the forms of characters in other countries (locl), vertical metrics
and hinting. The outlines stay CFF: Fyne parses them an order of magnitude faster than glyf outlines of the same reach. The same package version gives the same bytes.

    apt-get install fonts-noto-cjk python3-fonttools
    assets/fonts/subset.py            # writes CJKsc-Regular.otf and CJKsc-Bold.otf beside this file
"""

import subprocess
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

FAMILY = "Noto Sans CJK SC"

HANGUL = (
    (0x1100, 0x11FF),
    (0x3130, 0x318F),
    (0x3200, 0x321E),
    (0x3260, 0x327E),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xFFA0, 0xFFDC),
)


def is_hangul(rune):
    return any(low <= rune <= high for low, high in HANGUL)


def installed_collections():
    """Paths of the .ttc files of the Debian package, by file name."""
    listed = subprocess.run(["dpkg", "-L", "fonts-noto-cjk"], check=True, capture_output=True, text=True).stdout
    return {Path(line).name: line for line in listed.splitlines() if line.endswith(".ttc")}


def simplified_face(collection_path):
    for face in TTCollection(collection_path, recalcTimestamp=False).fonts:
        if face["name"].getDebugName(1) == FAMILY or face["name"].getDebugName(16) == FAMILY:
            return face
    raise SystemExit(f"{collection_path}: no face named {FAMILY}")


def options():
    o = subset.Options()
    o.layout_features = ["kern", "liga", "ccmp"]
    o.name_IDs = ["*"]  # the copyright and licence records must stay
    o.hinting = False
    o.notdef_outline = True
    o.recalc_timestamp = False
    o.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    return o


def main():
    collections = installed_collections()
    for weight in ("Regular", "Bold"):
        face = simplified_face(collections[f"NotoSansCJK-{weight}.ttc"])
        face.recalcTimestamp = False
        keep = sorted(rune for rune in face.getBestCmap() if not is_hangul(rune))
        cut = subset.Subsetter(options())
        cut.populate(unicodes=keep)
        cut.subset(face)
        out = Path(__file__).with_name(f"CJKsc-{weight}.otf")
        face.save(out)
        print(out.name, len(keep), "characters,", out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
