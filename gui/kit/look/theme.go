// Package look holds what all widgets of the window are drawn with: themes, sizes and colours, text that is measured, cut and wrapped, the
// renderer that paints itself again when the theme has changed, and what keys mean everywhere.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"cppccdesk/assets"
)

// Sizes of the look, in Fyne units (pixels at 100 %).
const (
	TextSize     float32 = 13
	SmallText    float32 = 12
	CaptionText  float32 = 11
	TitleText    float32 = 16
	RowHeight    float32 = 30
	HeaderHeight float32 = 30
	FieldHeight  float32 = 30
	CellPad      float32 = 8
	CardPad      float32 = 14
	CardRadius   float32 = 8
	FieldRadius  float32 = 6
	PageMarginX  float32 = 16
	PageMarginY  float32 = 12
	Gap          float32 = 12
	Hairline     float32 = 1
)

// Mode chooses the palette; ModeSystem follows the desktop's light or dark setting.
type Mode int

// The palettes the theme can be asked for.
const (
	ModeSystem Mode = iota
	ModeLight
	ModeDark
	ModeContrast
)

// Colour names beyond Fyne's own. Use Paint to look one up.
const (
	ColorGround      fyne.ThemeColorName = "kitGround"     // behind the cards
	ColorSurface     fyne.ThemeColorName = "kitSurface"    // cards, rail, bars
	ColorText        fyne.ThemeColorName = "kitText"       // main text
	ColorSoftText    fyne.ThemeColorName = "kitSoftText"   // rail items, foot lines
	ColorHeaderText  fyne.ThemeColorName = "kitHeaderText" // column titles
	ColorMuted       fyne.ThemeColorName = "kitMuted"      // secondary text
	ColorLine        fyne.ThemeColorName = "kitLine"       // edges of cards and bars
	ColorRowLine     fyne.ThemeColorName = "kitRowLine"    // hairline under a row
	ColorFieldLine   fyne.ThemeColorName = "kitFieldLine"  // edges of fields and plain buttons
	ColorHeader      fyne.ThemeColorName = "kitHeader"     // behind column titles, in quiet boxes
	ColorHover       fyne.ThemeColorName = "kitHover"      // row or item under the pointer
	ColorAccent      fyne.ThemeColorName = "kitAccent"     // selected or primary
	ColorOnAccent    fyne.ThemeColorName = "kitOnAccent"   // text on the accent
	ColorAccentSoft  fyne.ThemeColorName = "kitAccentSoft" // selected row, chosen chip
	ColorAccentLine  fyne.ThemeColorName = "kitAccentLine" // edge of a chosen chip, second bar of a pair
	ColorTrack       fyne.ThemeColorName = "kitTrack"      // empty part of a progress bar
	ColorLate        fyne.ThemeColorName = "kitLate"       // 逾期
	ColorLateSoft    fyne.ThemeColorName = "kitLateSoft"   // box that explains a delay
	ColorDue         fyne.ThemeColorName = "kitDue"        // 将到期
	ColorDueSoft     fyne.ThemeColorName = "kitDueSoft"
	ColorDone        fyne.ThemeColorName = "kitDone" // 已完成
	ColorDoneSoft    fyne.ThemeColorName = "kitDoneSoft"
	ColorToast       fyne.ThemeColorName = "kitToast" // behind the passing message
	ColorOnToast     fyne.ThemeColorName = "kitOnToast"
	ColorToastAction fyne.ThemeColorName = "kitToastAction" // 撤销 on a passing message
	ColorPopUp       fyne.ThemeColorName = "kitPopUp"       // menus and boxes over the page
	ColorDisabled    fyne.ThemeColorName = "kitDisabled"    // what cannot be chosen now
)

// Tone says what a piece of text means; colour follows from it. Red, amber and green are kept for late, due and done.
type Tone int

// The tones a text can have.
const (
	ToneNormal Tone = iota
	ToneMuted       // secondary
	ToneSoft        // a little quieter than normal
	ToneAccent
	ToneLate
	ToneDue
	ToneDone
)

func (t Tone) ColorName() fyne.ThemeColorName {
	switch t {
	case ToneMuted:
		return ColorMuted
	case ToneSoft:
		return ColorSoftText
	case ToneAccent:
		return ColorAccent
	case ToneLate:
		return ColorLate
	case ToneDue:
		return ColorDue
	case ToneDone:
		return ColorDone
	default:
		return ColorText
	}
}

func (t Tone) SoftName() fyne.ThemeColorName {
	switch t {
	case ToneLate:
		return ColorLateSoft
	case ToneAccent:
		return ColorAccentSoft
	case ToneDue:
		return ColorDueSoft
	case ToneDone:
		return ColorDoneSoft
	default:
		return ColorHeader
	}
}

// Emphatic tells whether text of this tone is drawn bold, as late and due are in every list.
func (t Tone) Emphatic() bool { return t == ToneLate || t == ToneDue }

// Color is the colour text of this tone has in the running theme.
func (t Tone) Color() color.Color { return Paint(t.ColorName()) }

// Paint looks a colour up in the running theme; with a theme that is not the kit's it answers from the light palette.
func Paint(name fyne.ThemeColorName) color.Color {
	settings := fyne.CurrentApp().Settings()
	if t, ok := settings.Theme().(*Theme); ok {
		return t.Color(name, settings.ThemeVariant())
	}
	return lightPalette[name]
}

// Theme is the program's look: embedded fonts that hold every Chinese character, the palettes, and the sizes.
type Theme struct {
	mode          Mode
	regular, bold fyne.Resource
}

var _ fyne.Theme = (*Theme)(nil)

// themeNumber counts the themes made. What was painted under another number has old colours. It is used on the window's thread only.
var themeNumber int

// Renewed tells whether the theme changed since painted was last asked about; the first time it did not.
func Renewed(painted *int) bool {
	before := *painted
	*painted = themeNumber
	return before != 0 && before != themeNumber
}

// NewTheme makes the theme with the embedded fonts.
func NewTheme(mode Mode) *Theme {
	themeNumber++
	return &Theme{
		mode:    mode,
		regular: fyne.NewStaticResource("CJKsc-Regular.otf", assets.FontRegular),
		bold:    fyne.NewStaticResource("CJKsc-Bold.otf", assets.FontBold),
	}
}

// Mode is the palette the theme was made with.
func (t *Theme) Mode() Mode { return t.mode }

func (t *Theme) palette(v fyne.ThemeVariant) palette {
	switch {
	case t.mode == ModeContrast:
		return contrastPalette
	case t.mode == ModeDark, t.mode == ModeSystem && v == theme.VariantDark:
		return darkPalette
	default:
		return lightPalette
	}
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	p := t.palette(v)
	if own, ok := p[name]; ok {
		return own
	}
	if ours, ok := fyneColors[name]; ok {
		return p[ours]
	}
	if t.mode == ModeDark || t.mode == ModeContrast {
		v = theme.VariantDark
	}
	if t.mode == ModeLight {
		v = theme.VariantLight
	}
	return theme.DefaultTheme().Color(name, v)
}

// Font implements fyne.Theme. Italic and monospace fall back to the upright faces: Chinese has no italic.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return t.bold
	default:
		return t.regular
	}
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := fyneSizes[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}

var fyneSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:            TextSize,
	theme.SizeNameCaptionText:     CaptionText,
	theme.SizeNameSubHeadingText:  15,
	theme.SizeNameHeadingText:     20,
	theme.SizeNameInnerPadding:    5, // an entry of text 13 comes out 30 high
	theme.SizeNamePadding:         4,
	theme.SizeNameInputRadius:     FieldRadius,
	theme.SizeNameSelectionRadius: 4,
	theme.SizeNameInputBorder:     0, // see Entry.CreateRenderer
	theme.SizeNameInlineIcon:      16,
	theme.SizeNameScrollBar:       10,
	theme.SizeNameScrollBarSmall:  4,
}

// LeastColumn is as narrow as a column of a table can be.
const LeastColumn float32 = 36
