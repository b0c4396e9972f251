package page

import (
	"fmt"
	"math"

	"rsc.io/qr"
)

// quiet is how many modules around a QR code stay white (ISO/IEC 18004).
const quiet = 4

// Code draws a text as a QR code (error correction Q: a quarter of it may be soiled) into a square whose upper left corner is at x, y, with the white border
// that readers need within its side, all in points. Runs of black modules are one rule each. It fails for more text than a code holds.
func (p *Page) Code(text string, x, y, side float64) error {
	code, err := qr.Encode(text, qr.Q)
	if err != nil {
		return fmt.Errorf("code of %q: %w", text, err)
	}
	module := math.Floor(side/float64(code.Size+2*quiet)*100) / 100 // hundredths of a point, as they are written: no white between two rules
	x, y = math.Round((x+quiet*module)*100)/100, math.Round((y+quiet*module)*100)/100
	for row := range code.Size {
		for from := 0; from < code.Size; from++ {
			to := from
			for to < code.Size && code.Black(to, row) {
				to++
			}
			if to > from {
				p.Rules = append(p.Rules, Rule{X: x + float64(from)*module, Y: y + float64(row)*module, Width: float64(to-from) * module, Height: module})
				from = to
			}
		}
	}
	return nil
}
