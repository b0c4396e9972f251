package letter

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"testing"
	"testing/fstest"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

const registered = "CPPCCDESK_TEST_LETTER" // environment variable: this process has the kind

// Alone runs the test that calls it in a process of its own, where the kind and its tables are part of the program: other tests know nothing of them.
// It reports whether this is that process.
func Alone(t *testing.T) bool {
	t.Helper()
	if os.Getenv(registered) != "" {
		register(t)
		return true
	}
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v")
	c.Env = append(os.Environ(), registered+"=1")
	out, err := c.CombinedOutput()
	if t.Logf("%s", out); err != nil {
		t.Fatal(err)
	}
	return false
}

func register(t *testing.T) {
	t.Helper()
	names, err := fs.Glob(store.Migrations, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	all := fstest.MapFS{fmt.Sprintf("%04d_letter.sql", len(names)+1): {Data: []byte(schema)}}
	for _, name := range names {
		script, err := fs.ReadFile(store.Migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: script}
	}
	store.Migrations = all
	record.Register([]*record.Kind{Letters, Points}, []*record.Kind{Letters})
}
