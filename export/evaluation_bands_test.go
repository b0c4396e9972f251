package export

import (
	"math/big"
	"slices"
	"strings"
	"testing"
)

// Results of a scheme without grades are counted by tenths of its full marks, which belong to the highest tenth.
func TestTenthsOfFullMarks(t *testing.T) {
	for _, tt := range []struct {
		name   string
		full   int64
		scores []*big.Rat
		want   []string
	}{
		{"full marks", 100, []*big.Rat{big.NewRat(100, 1), big.NewRat(90, 1)}, []string{"90 到 100：2"}},
		{"just below a bound", 100, []*big.Rat{big.NewRat(89999, 1000), big.NewRat(70, 1)}, []string{"80 到不满 90：1", "70 到不满 80：1"}},
		{"none between", 100, []*big.Rat{big.NewRat(95, 1), big.NewRat(75, 1)}, []string{"90 到 100：1", "80 到不满 90：0", "70 到不满 80：1"}},
		{"120 points", 120, []*big.Rat{big.NewRat(120, 1), big.NewRat(107, 1)}, []string{"108 到 120：1", "96 到不满 108：1"}},
		{"2 points", 2, []*big.Rat{big.NewRat(2, 1), big.NewRat(179, 100)}, []string{"1.8 到 2：1", "1.6 到不满 1.8：1"}},
		{"nothing", 100, []*big.Rat{new(big.Rat), big.NewRat(1, 1)}, []string{"0 到不满 10：2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var results []charted
			for _, score := range tt.scores {
				results = append(results, charted{name: "甲", score: score})
			}
			var got []string
			for _, s := range tenthsSpread(big.NewRat(tt.full, 1), results) {
				got = append(got, s.label+"："+[]string{"0", "1", "2"}[len(s.names)])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %s, want %s", strings.Join(got, "，"), strings.Join(tt.want, "，"))
			}
		})
	}
}
