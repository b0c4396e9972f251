package win

import "fmt"

// rect is RECT.
type rect struct{ left, top, right, bottom int32 }

const (
	smallestPlaced = 320     // a remembered window smaller than this in pixels is not believed
	farthestPlaced = 1 << 17 // nor one with an edge farther away than this
)

// readPlacement reads what Placement wrote; false when that cannot have been a window.
func readPlacement(text string) (r rect, maximised, ok bool) {
	var state int
	if n, err := fmt.Sscanf(text, "%d %d %d %d %d", &r.left, &r.top, &r.right, &r.bottom, &state); n != 5 || err != nil {
		return rect{}, false, false
	}
	for _, edge := range []int32{r.left, r.top, r.right, r.bottom} {
		if edge < -farthestPlaced || edge > farthestPlaced {
			return rect{}, false, false
		}
	}
	if r.right-r.left < smallestPlaced || r.bottom-r.top < smallestPlaced {
		return rect{}, false, false
	}
	return r, state != 0, true
}

// on is the window moved and cut to the part of a screen that windows may use.
func (r rect) on(screen rect) rect {
	r.left, r.right = within(r.left, r.right, screen.left, screen.right)
	r.top, r.bottom = within(r.top, r.bottom, screen.top, screen.bottom)
	return r
}

// within moves the span from low to high into the room from least to most, and cuts it when it is longer.
func within(low, high, least, most int32) (from, to int32) {
	length := min(high-low, most-least)
	from = min(max(low, least), most-length)
	return from, from + length
}
