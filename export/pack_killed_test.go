package export

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"cppccdesk/data/datatest/killed"
)

// packCrashDir says to a child in which folder to replace a pack until it is killed.
const packCrashDir = "CPPCCDESK_PACK_CRASH_TEST_DIR"

const packFiles = 40

// TestPackChild is the child: it replaces a pack of many files, each of which says the number of the pack.
func TestPackChild(t *testing.T) {
	dir := os.Getenv(packCrashDir)
	if dir == "" {
		t.Skip("runs as the child of TestKilledWhileReplacingAPack")
	}
	for n := 1; ; n++ {
		tidyPacks(dir, time.Now())
		temporary, err := os.MkdirTemp(dir, ".上报包-") //nolint:usetesting // killed meanwhile, it leaves the folder to be tidied
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for i := range packFiles {
			names = append(names, fmt.Sprintf("%02d.xlsx", i))
			write(t, filepath.Join(temporary, names[i]), fmt.Sprint(n))
		}
		if err := moveInto(filepath.Join(dir, PackName(2026)), temporary, names); err != nil {
			t.Fatal(err)
		}
		fmt.Println("pack", n)
	}
}

// A pack being replaced when the program is killed is the old one or the new one, and what the office put into it stays.
func TestKilledWhileReplacingAPack(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	dir := t.TempDir()
	pack := filepath.Join(dir, PackName(2026))
	write(t, filepath.Join(pack, "扫描", "盖章.pdf"), "scan")
	for round := range 25 {
		last := killed.Child(t, packCrashDir, dir, 1+random.IntN(4), time.Duration(random.IntN(4000))*time.Microsecond, "-test.run=^TestPackChild$")
		tidyPacks(dir, time.Now().Add(2*halfPackAge))
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 {
			t.Errorf("round %d: beside the pack: %v, %v", round, entries, err)
		}
		var said []string
		for i := range packFiles {
			text, err := os.ReadFile(filepath.Join(pack, fmt.Sprintf("%02d.xlsx", i)))
			if err != nil {
				t.Fatal(err)
			}
			said = append(said, string(text))
		}
		if said = slices.Compact(said); len(said) != 1 || said[0] != fmt.Sprint(last) && said[0] != fmt.Sprint(last+1) {
			t.Fatalf("round %d: pack %d was the last one; the files are of %q", round, last, said)
		}
		if text, err := os.ReadFile(filepath.Join(pack, "扫描", "盖章.pdf")); err != nil || string(text) != "scan" {
			t.Fatalf("round %d: the office's own file: %q, %v", round, text, err)
		}
	}
}

// Papers of one file go into a folder of the office's own, which stays as it is.
func TestOneFileTakesItsPlaceAlone(t *testing.T) {
	dir := t.TempDir()
	before, err := os.Stat(dir)
	temporary := filepath.Join(dir, ".文书-1")
	write(t, filepath.Join(temporary, "通报.docx"), "new")
	write(t, filepath.Join(dir, "通报.docx"), "old")
	if err := errors.Join(err, moveInto(dir, temporary, []string{"通报.docx"})); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(dir); err != nil || !os.SameFile(before, after) {
		t.Errorf("the folder was replaced: %v", err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "通报.docx")); err != nil || string(text) != "new" {
		t.Errorf("the file says %q, %v", text, err)
	}
}
