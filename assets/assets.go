// Package assets holds what the program carries inside its executable: fonts, emblem, holiday table and the notices of third-party
// parts. It only embeds; whoever needs a file parses it. Fonts are cut by fonts/subset.py, the emblem is drawn by icon/generate.go, the
// templates of papers are made by cmd/papergen.
package assets

import "embed"

// FontRegular and FontBold are single-face OpenType fonts (CFF outlines) with every character of GBK and Unicode's common Han blocks.
var (
	//go:embed fonts/CJKsc-Regular.otf
	FontRegular []byte
	//go:embed fonts/CJKsc-Bold.otf
	FontBold []byte
)

// Icon is the emblem as a PNG of 512 x 512 pixels.
//
//go:embed icon/icon.png
var Icon []byte

// HolidayFS holds holidays/YYYY.json: the days off and make-up working days (调休) the State Council announced for each year, in the
// form of holidays/schema.json. A year that is not announced yet has no days.
//
//go:embed holidays/20*.json
var HolidayFS embed.FS

// LicenseFS holds the notices of the third-party parts: fonts/OFL.txt, holidays/LICENSE.holiday-cn and, for each linked Go module,
// licenses/modules/<module path>.txt, those of built-in tables licenses/data/<name>.txt.
//
//go:embed licenses fonts/OFL.txt holidays/LICENSE.holiday-cn
var LicenseFS embed.FS

// PaperFS holds papers/*.docx, the templates of the papers by their names. cmd/papergen makes them from papers/source.
//
//go:embed papers/*.docx
var PaperFS embed.FS

// Manual is the user manual, in Markdown with headings of three levels.
//
//go:embed manual/用户手册.md
var Manual string
