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
