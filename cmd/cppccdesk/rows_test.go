package main

import (
	"bytes"
	"testing"
)

// A line on standard output is read by a spreadsheet as text and numbers, never as a formula; JSON keeps the text as it is.
func TestRowsAreGuarded(t *testing.T) {
	var out bytes.Buffer
	p := &program{out: &out}
	row := []string{"=HYPERLINK(1)", "-3", "＝1", "\t@x", "甲\t乙"}
	if err := p.writeRows("tsv", []string{"a", "b", "c", "d", "e"}, [][]string{row}); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "a\tb\tc\td\te\n'=HYPERLINK(1)\t-3\t'＝1\t\"'\t@x\"\t\"甲\t乙\"\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
	out.Reset()
	if err := p.writeRows("json", []string{"a"}, [][]string{{"=1"}}); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "[\n  {\"a\": \"=1\"}\n]\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}
