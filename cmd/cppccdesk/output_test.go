package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// No command writes over a file of the data folder or into it, by whatever name the folder is reached.
func TestOutputsStayOutOfTheDataFolder(t *testing.T) {
	dir := sampleData(t)
	link := filepath.Join(t.TempDir(), "链接")
	if err := os.Symlink(dir, link); err != nil {
		t.Skipf("no link to the data folder can be made here: %v", err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.db"))
	if err != nil || len(files) != 1 {
		t.Fatalf("databases: %v, %v", files, err)
	}
	before, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{files[0], filepath.Join(link, filepath.Base(files[0])), filepath.Join(link, "新", "表.xlsx")} {
		for _, args := range [][]string{
			{"contacts", "--out", out},
			{"birthdays", "--out", out},
			{"template", "members", out},
			{"backup", "--out", out},
			{"report", "--out", out},
			{"import", "members", "没有.xlsx", "--rejects", out},
		} {
			mustRun(t, exitFailed, append(args, "--data", dir)...)
		}
	}
	after, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("the database was written over")
	}
}
