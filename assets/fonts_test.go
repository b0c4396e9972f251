package assets

import (
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A theme font that does not parse panics when the first window opens.
func TestFontsParseAndHaveTheCharactersOfTheWork(t *testing.T) {
	samples := map[string]string{
		"terms of the work":       "政协民主监督工作台提案立案并案交办答复满意率销号评议小组履职档案",
		"rare given names":        "喆堃犇骉垚赟翀昇鋆燊甯玥珺晖㛃𬱖",
		"full-width and enclosed": "０９Ａ（）《》、。①⑩㈠℃‰×÷≥≤",
		"latin and figures":       "ABCxyz0123456789%+-=@/.,:;",
	}
	for face, raw := range map[string][]byte{"Regular": FontRegular, "Bold": FontBold} {
		parsed, err := sfnt.Parse(raw)
		if err != nil {
			t.Fatalf("%s: %v", face, err)
		}
		var buf sfnt.Buffer
		for name, text := range samples {
			for _, r := range text {
				if index, err := parsed.GlyphIndex(&buf, r); err != nil || index == 0 {
					t.Errorf("%s, %s: no glyph for %c (U+%04X)", face, name, r, r)
				}
			}
		}
	}
}

// The window measures one Han character of a size for all of them.
func TestHanIsAllOfOneWidth(t *testing.T) {
	for face, raw := range map[string][]byte{"Regular": FontRegular, "Bold": FontBold} {
		parsed, err := sfnt.Parse(raw)
		if err != nil {
			t.Fatalf("%s: %v", face, err)
		}
		var buf sfnt.Buffer
		for r := '一'; r <= '\u9fef'; r++ {
			index, err := parsed.GlyphIndex(&buf, r)
			if err != nil || index == 0 {
				t.Fatalf("%s: no glyph for %c (U+%04X), %v", face, r, r, err)
			}
			if wide, err := parsed.GlyphAdvance(&buf, index, fixed.I(1000), font.HintingNone); err != nil || wide != fixed.I(1000) {
				t.Fatalf("%s: %c (U+%04X) is %v of 1000 wide, %v", face, r, r, wide, err)
			}
		}
	}
}
