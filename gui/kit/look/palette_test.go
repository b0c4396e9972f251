package look

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
)

// luminance and contrast are those of WCAG 2.1.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

type pairing struct{ ink, ground fyne.ThemeColorName }

// textPairings are the colours text is drawn in with the grounds it stands on.
func textPairings() []pairing {
	pairs := []pairing{
		{ColorOnAccent, ColorAccent},
		{ColorOnToast, ColorToast},
		{ColorToastAction, ColorToast},
		{ColorLate, ColorLateSoft},
		{ColorMuted, ColorLateSoft},
		{ColorDue, ColorDueSoft},
		{ColorMuted, ColorDueSoft},
		{ColorDone, ColorDoneSoft},
		{ColorMuted, ColorDoneSoft},
	}
	for _, ink := range []fyne.ThemeColorName{ColorText, ColorSoftText, ColorHeaderText, ColorMuted, ColorAccent, ColorLate, ColorDue, ColorDone} {
		for _, ground := range []fyne.ThemeColorName{ColorGround, ColorSurface, ColorHeader, ColorHover, ColorPopUp, ColorAccentSoft} {
			pairs = append(pairs, pairing{ink, ground})
		}
	}
	return pairs
}

func TestTextCanBeReadInEveryPalette(t *testing.T) {
	for _, p := range []struct {
		name  string
		of    palette
		least float64
	}{{"Light", lightPalette, 4.5}, {"Dark", darkPalette, 4.5}, {"Contrast", contrastPalette, 7}} {
		for _, pair := range textPairings() {
			t.Run(fmt.Sprint(p.name, "/", pair.ink, " on ", pair.ground), func(t *testing.T) {
				if got := contrast(p.of[pair.ink], p.of[pair.ground]); got < p.least {
					t.Errorf("contrast %.2f, want %.1f", got, p.least)
				}
			})
		}
	}
}

// What shows where the keyboard is needs 3:1 by WCAG 2.1, 1.4.11.
func TestFocusRingCanBeSeen(t *testing.T) {
	for name, p := range map[string]palette{"Light": lightPalette, "Dark": darkPalette, "Contrast": contrastPalette} {
		for _, ground := range []fyne.ThemeColorName{ColorGround, ColorSurface, ColorHeader, ColorAccentSoft} {
			if got := contrast(p[ColorAccent], p[ground]); got < 3 {
				t.Errorf("%s: ring on %s %.2f", name, ground, got)
			}
		}
	}
}

func TestPalettesHaveTheSameColors(t *testing.T) {
	for name := range lightPalette {
		for title, p := range map[string]palette{"dark": darkPalette, "contrast": contrastPalette} {
			if p[name] == nil {
				t.Errorf("%s has no %s", title, name)
			}
		}
	}
}
