package data_test

import (
	"testing"

	"cppccdesk/data/zh"
)

func TestOrdinals(t *testing.T) {
	for text, want := range map[string]int{"": 0, "本届": 0, "10": 10, "十": 10, "第十届": 10, "第五次会议": 5, "十届五次": 10, "第二十一届": 21, "第012号": 12} {
		if got := zh.ParseOrdinal(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
	for n := 1; n <= 99; n++ {
		if got := zh.ParseOrdinal("第" + zh.Numeral(n) + "届"); got != n {
			t.Errorf("%d written %s is read as %d", n, zh.Numeral(n), got)
		}
	}
}
