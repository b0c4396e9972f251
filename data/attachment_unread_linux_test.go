package data_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// A file that cannot be read is said to be that, not gone and not damaged.
func TestAnAttachmentNotReadIsSaidToBeThat(t *testing.T) {
	o := office{datatest.MustOpen(t), t}
	id := o.save(roster.Members, record.Values{"name": "张小明"})
	o.attach(roster.Members, id, "a.jpg", "甲")
	found, _ := o.attachments(roster.Members, id)
	path := filepath.Join(o.Dir(), "attachments", found[0].Digest)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, path); err != nil {
		t.Fatal(err)
	}
	report, err := o.Check(t.Context())
	if err != nil || len(report.Findings) != 1 || !strings.Contains(report.Findings[0], "读不出来") {
		t.Errorf("found %q, %v", report.Findings, err)
	}
	if _, err := o.Photo(found[0]); err == nil || !strings.Contains(store.Sentence(err), "读不出来") {
		t.Errorf("photo: %v", err)
	}
}
