package win

import "testing"

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		name                   string
		low, high, least, most int32
		from, to               int32
	}{
		{"Fits", 100, 900, 0, 1366, 100, 900},
		{"BeyondTheRight", 1000, 2000, 0, 1366, 366, 1366},
		{"BeyondTheLeft", -500, 300, 0, 1366, 0, 800},
		{"TooLong", 100, 2100, 0, 1366, 0, 1366},
		{"SecondScreen", 2000, 2800, 1920, 3840, 2000, 2800},
		{"SecondScreenIsGone", 2000, 2800, 0, 1920, 1120, 1920},
	} {
		t.Run(c.name, func(t *testing.T) {
			if from, to := within(c.low, c.high, c.least, c.most); from != c.from || to != c.to {
				t.Errorf("%d to %d, want %d to %d", from, to, c.from, c.to)
			}
		})
	}
}

// A window remembered from any screen, or from a damaged file, opens on the screen there is or where a first start opens.
func TestPlacementIsOnTheScreen(t *testing.T) {
	screen := rect{0, 0, 1366, 728}
	for _, c := range []struct {
		name, text string
		maximised  bool
		want       rect // the zero rect is none
	}{
		{"Stays", "100 50 1100 700 0", false, rect{100, 50, 1100, 700}},
		{"Maximised", "100 50 1100 700 1", true, rect{100, 50, 1100, 700}},
		{"SecondScreenIsGone", "2000 100 3200 700 0", false, rect{166, 100, 1366, 700}},
		{"ScreenAtTheLeftIsGone", "-1900 -300 -700 300 1", true, rect{0, 0, 1200, 600}},
		{"LargerThanTheScreen", "0 0 3840 2100 0", false, rect{0, 0, 1366, 728}},
		{"Minimised", "-32000 -32000 -31840 -31972 0", false, rect{}},
		{"Inverted", "1100 700 100 50 0", false, rect{}},
		{"Overflows", "-2000000000 0 2000000000 700 0", false, rect{}},
		{"OverflowsBack", "2000000000 0 -2000000000 700 0", false, rect{}},
		{"TooLargeANumber", "99999999999 0 1 1 0", false, rect{}},
		{"Short", "100 50 1100", false, rect{}},
		{"Words", "maximised", false, rect{}},
		{"Empty", "", false, rect{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, maximised, ok := readPlacement(c.text)
			if ok {
				r = r.on(screen)
			}
			if r != c.want || maximised != c.maximised || ok != (c.want != rect{}) {
				t.Errorf("%v, maximised %v, %v; want %v", r, maximised, ok, c.want)
			}
		})
	}
}
