package assets

import (
	"testing"

	"golang.org/x/image/font/sfnt"
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
		font, err := sfnt.Parse(raw)
		if err != nil {
			t.Fatalf("%s: %v", face, err)
		}
		var buf sfnt.Buffer
		for name, text := range samples {
			for _, r := range text {
				if index, err := font.GlyphIndex(&buf, r); err != nil || index == 0 {
					t.Errorf("%s, %s: no glyph for %c (U+%04X)", face, name, r, r)
				}
			}
		}
	}
}
