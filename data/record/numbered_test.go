package record

import (
	"strings"
	"testing"
)

func TestNamesAreToldApartByTheirOrder(t *testing.T) {
	for names, want := range map[string]string{
		"甲|乙": "甲|乙", "甲|乙|甲|甲": "甲|乙|甲（2）|甲（3）", "甲|甲（2）|甲": "甲|甲（2）|甲（3）", "满意度|满 意 度": "满意度|满 意 度（2）", "||": "||",
	} {
		if got := strings.Join(NumberNames(strings.Split(names, "|")), "|"); got != want {
			t.Errorf("%s: %s, want %s", names, got, want)
		}
	}
	for name, want := range map[string]string{"甲（2）": "甲", "甲": "", "甲（二）": "", "（2）": ""} {
		if got := UnnumberedName(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
