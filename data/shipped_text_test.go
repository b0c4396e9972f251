package data_test

import (
	"testing"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// What the program ships with as rows is set in full-width punctuation, as its own sentences are.
func TestShippedTextsAreFullWidth(t *testing.T) {
	o := openOffice(t)
	err := store.ScanRows(t.Context(), o.DB(), func(scan func(...any) error) error {
		var text string
		err := scan(&text)
		if full := zh.FullWidth(text); full != text {
			t.Errorf("%s should be %s", text, full)
		}
		return err
	}, `SELECT label FROM setting UNION ALL SELECT note FROM setting UNION ALL SELECT value FROM setting
		UNION ALL SELECT note FROM dictionary UNION ALL SELECT source FROM deadline_rule UNION ALL SELECT note FROM rubric`)
	if err != nil {
		t.Fatal(err)
	}
}
