package data_test

import (
	"regexp"
	"strings"
	"testing"

	"cppccdesk/assets"
	"cppccdesk/data/evaluation"
)

// The manual names the schemes that come with the program, all of them, as they are called in it, and says how many.
func TestManualNamesTheShippedSchemes(t *testing.T) {
	o := openOffice(t)
	all, err := evaluation.Rubrics(t.Context(), o.DB())
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`(?m)^随程序带(.*?)个：(.*?)。`).FindStringSubmatch(assets.Manual)
	if said == nil {
		t.Fatal("the manual does not say which schemes come with the program")
	}
	for _, r := range all {
		if !strings.Contains(said[2], "「"+r.Name+"」") {
			t.Errorf("the manual does not name 「%s」", r.Name)
		}
	}
	if names := strings.Count(said[2], "「"); said[1] != "十三" || names != len(all) || names != 13 {
		t.Errorf("the manual says %s and names %d, there are %d", said[1], names, len(all))
	}
}
