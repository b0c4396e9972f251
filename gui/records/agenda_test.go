package records

import (
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/record"
)

// Entries of one sort are counted together, whatever is between them.
func TestLinesOfADay(t *testing.T) {
	entry := func(what string, turn record.Turn) data.Entry {
		return data.Entry{Dated: record.Dated{On: "2026-05-22", What: what}, Turn: turn}
	}
	lines := dayLines([]data.Entry{entry("答复", record.Held), entry("会办", record.Held), entry("答复", record.Held), entry("答复", record.Overdue)})["2026-05-22"]
	var told string
	for _, l := range lines {
		told += l.Text + "|"
	}
	if want := "答复 2|会办 1|" + record.Turns[record.Overdue] + " 答复 1|"; told != want || lines[0].Count != 2 {
		t.Errorf("told %s, want %s", told, want)
	}
}
