package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Who reads no further does not end the command: what it has to write is written.
func TestClosedPipe(t *testing.T) {
	if dir := os.Getenv("CLOSED_PIPE"); dir != "" { // the program of the test below
		os.Args = []string{"cppccdesk", "import", "members", filepath.Join(dir, "委员.csv"), "--map", "姓名=", "--rejects", filepath.Join(dir, "退回.xlsx"), "--data", filepath.Join(dir, "data")}
		main()
	}
	dir := t.TempDir()
	if err := os.Symlink(sampleData(t), filepath.Join(dir, "data")); err != nil {
		t.Fatal(err)
	}
	writeText(t, dir, "委员.csv", "姓名,界别,手机\n"+strings.Repeat("张三,没有的界别,13800000001\n", 50))
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(os.Args[0], "-test.run=^TestClosedPipe$")
	command.Env = append(os.Environ(), "CLOSED_PIPE="+dir)
	command.Stdout, command.Stderr = w, w
	err = command.Run()
	if got := command.ProcessState.ExitCode(); got != exitRejected {
		t.Errorf("ended with %d, %v", got, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "退回.xlsx")); err != nil {
		t.Errorf("the rows refused are not written: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
