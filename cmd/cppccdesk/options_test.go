package main

import (
	"strings"
	"testing"

	"cppccdesk/data/datatest"
)

// TestDataFolderOnEitherSide names the data folder before and after the command.
func TestDataFolderOnEitherSide(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	datatest.MustOpenDir(t, dir)
	for _, c := range []struct {
		name string
		code int
		args []string
	}{
		{"After", exitDone, []string{"list", "units", "--data", dir}},
		{"Before", exitDone, []string{"--data", dir, "list", "units"}},
		{"Joined", exitDone, []string{"--data=" + dir, "list", "units"}},
		{"BothTheSame", exitDone, []string{"--data", dir, "list", "units", "--data", dir + "/"}},
		{"BothDiffering", exitUsage, []string{"--data", other, "list", "units", "--data", dir}},
		{"TwiceBefore", exitUsage, []string{"--data", other, "--data", dir, "list", "units"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if end := mustRun(t, c.code, c.args...); c.code == exitUsage && !strings.Contains(end.err, "两个不同的文件夹") {
				t.Errorf("said %s", end.err)
			}
		})
	}
}
