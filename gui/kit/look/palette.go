package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

type palette map[fyne.ThemeColorName]color.Color

func rgb(hex uint32) color.Color {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

// fyneColors maps the colours Fyne's own widgets ask for to ours.
var fyneColors = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameBackground:          ColorGround,
	theme.ColorNameButton:              ColorSurface,
	theme.ColorNameDisabledButton:      ColorHeader,
	theme.ColorNameDisabled:            ColorMuted, // still to be read: a read-only field
	theme.ColorNameError:               ColorLate,
	theme.ColorNameWarning:             ColorDue,
	theme.ColorNameSuccess:             ColorDone,
	theme.ColorNameForeground:          ColorText,
	theme.ColorNameForegroundOnPrimary: ColorOnAccent,
	theme.ColorNameHeaderBackground:    ColorHeader,
	theme.ColorNameHover:               ColorHover,
	theme.ColorNameFocus:               ColorAccentSoft,
	theme.ColorNamePressed:             ColorAccentSoft,
	theme.ColorNameHyperlink:           ColorAccent,
	theme.ColorNamePrimary:             ColorAccent,
	theme.ColorNameInputBackground:     ColorNone,
	theme.ColorNameInputBorder:         ColorFieldLine,
	theme.ColorNameMenuBackground:      ColorPopUp,
	theme.ColorNameOverlayBackground:   ColorPopUp,
	theme.ColorNamePlaceHolder:         ColorMuted,
	theme.ColorNameSelection:           ColorAccentSoft,
	theme.ColorNameSeparator:           ColorLine,
	theme.ColorNameScrollBar:           ColorFieldLine,
	theme.ColorNameShadow:              colorShadow,
}

// colorShadow is under pop-ups, behind questions and at the ends of what scrolls, where Fyne's own would be a heavy band.
const colorShadow fyne.ThemeColorName = "kitShadow"

const ColorNone fyne.ThemeColorName = "kitNone"

var lightPalette = palette{
	colorShadow: color.NRGBA{A: 0x1e}, ColorNone: color.Transparent,
	ColorGround: rgb(0xF5F6F8), ColorSurface: rgb(0xFFFFFF), ColorText: rgb(0x1F2329), ColorSoftText: rgb(0x3A3F45),
	ColorHeaderText: rgb(0x565D67), ColorMuted: rgb(0x656C76), ColorLine: rgb(0xE3E5E8), ColorRowLine: rgb(0xF0F1F3),
	ColorFieldLine: rgb(0xD0D3D8), ColorHeader: rgb(0xF7F8FA), ColorHover: rgb(0xF7F8FA), ColorAccent: rgb(0xA61B1B),
	ColorOnAccent: rgb(0xFFFFFF), ColorAccentSoft: rgb(0xFBEAEA), ColorAccentLine: rgb(0xE3B5B5), ColorTrack: rgb(0xECEEF1),
	ColorLate: rgb(0xC81E1E), ColorLateSoft: rgb(0xFDF2F2), ColorDue: rgb(0x935600), ColorDueSoft: rgb(0xFFF7E8),
	ColorDone: rgb(0x256E2A), ColorDoneSoft: rgb(0xEFF7EF), ColorToast: rgb(0x2B3036), ColorOnToast: rgb(0xFFFFFF),
	ColorToastAction: rgb(0xF0B9B9), ColorPopUp: rgb(0xFFFFFF), ColorDisabled: rgb(0xA3A8B0),
}

var darkPalette = palette{
	colorShadow: color.NRGBA{A: 0x50}, ColorNone: color.Transparent,
	ColorGround: rgb(0x17191C), ColorSurface: rgb(0x1F2226), ColorText: rgb(0xE6E8EB), ColorSoftText: rgb(0xC6CAD0),
	ColorHeaderText: rgb(0xAEB4BC), ColorMuted: rgb(0x9BA2AB), ColorLine: rgb(0x33373D), ColorRowLine: rgb(0x2A2E33),
	ColorFieldLine: rgb(0x5A616B), ColorHeader: rgb(0x25292E), ColorHover: rgb(0x282C31), ColorAccent: rgb(0xF0807C),
	ColorOnAccent: rgb(0x1B0B0B), ColorAccentSoft: rgb(0x44262A), ColorAccentLine: rgb(0x9A5254), ColorTrack: rgb(0x33373D),
	ColorLate: rgb(0xFF7B72), ColorLateSoft: rgb(0x3A2326), ColorDue: rgb(0xE0A341), ColorDueSoft: rgb(0x372D1C),
	ColorDone: rgb(0x6CC070), ColorDoneSoft: rgb(0x20321F), ColorToast: rgb(0xE6E8EB), ColorOnToast: rgb(0x1F2329),
	ColorToastAction: rgb(0x8E1B1B), ColorPopUp: rgb(0x26292E), ColorDisabled: rgb(0x646B75),
}

// contrastPalette is white on black with full-strength edges, for those who need it.
var contrastPalette = palette{
	colorShadow: color.NRGBA{A: 0x90}, ColorNone: color.Transparent,
	ColorGround: rgb(0x000000), ColorSurface: rgb(0x000000), ColorText: rgb(0xFFFFFF), ColorSoftText: rgb(0xFFFFFF),
	ColorHeaderText: rgb(0xFFFFFF), ColorMuted: rgb(0xE0E0E0), ColorLine: rgb(0xFFFFFF), ColorRowLine: rgb(0x808080),
	ColorFieldLine: rgb(0xFFFFFF), ColorHeader: rgb(0x202020), ColorHover: rgb(0x282828), ColorAccent: rgb(0xFFD54A),
	ColorOnAccent: rgb(0x000000), ColorAccentSoft: rgb(0x3A2F00), ColorAccentLine: rgb(0xA88400), ColorTrack: rgb(0x404040),
	ColorLate: rgb(0xFFADA6), ColorLateSoft: rgb(0x3A0000), ColorDue: rgb(0xFFD180), ColorDueSoft: rgb(0x3A2A00),
	ColorDone: rgb(0x8CF08C), ColorDoneSoft: rgb(0x003A00), ColorToast: rgb(0xFFFFFF), ColorOnToast: rgb(0x000000),
	ColorToastAction: rgb(0x8B0000), ColorPopUp: rgb(0x1C1C1C), ColorDisabled: rgb(0x909090),
}
