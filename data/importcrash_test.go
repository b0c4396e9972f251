package data_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"cppccdesk/data/datatest/killed"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(importCrashDir); dir != "" {
		fmt.Fprintln(os.Stderr, importUntilKilled(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const importCrashDir = "CPPCCDESK_IMPORT_CRASH_TEST_DIR"

// importedRows is how many members each import of the crash test brings.
const importedRows = 120

// importUntilKilled plans and takes in roster after roster and prints how many there are once each is committed.
func importUntilKilled(dir string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		return err
	}
	done, err := membersIn(ctx, s)
	if err != nil {
		return err
	}
	fmt.Println(done)
	for {
		if err := importRoster(ctx, s, done); err != nil {
			return err
		}
		done += importedRows
		fmt.Println(done)
	}
}

// importRoster plans and takes in the roster that follows the done members.
func importRoster(ctx context.Context, s *store.Store, done int) error {
	rows := [][]string{{"姓名", "编号", "手机", "界别"}}
	for i := range importedRows {
		rows = append(rows, []string{"张三", fmt.Sprint(done + i + 1), fmt.Sprintf("139%08d", done+i), "教育界"})
	}
	im, err := take.PlanWorkbook(ctx, s, roster.Members, record.Scope{}, intake.FromText("名册", rows))
	if err != nil {
		return err
	}
	return take.Apply(ctx, s, "测试", im)
}

func openDir(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closeStore(t *testing.T, s *store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// importTime is how long this machine takes for one roster now, so that the kills fall into the imports and not before them.
func importTime(t *testing.T) time.Duration {
	t.Helper()
	s := openDir(t, t.TempDir())
	start := time.Now()
	if err := importRoster(t.Context(), s, 0); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	closeStore(t, s)
	return took
}

func membersIn(ctx context.Context, s *store.Store) (int, error) {
	var n int
	err := s.DB().QueryRowContext(ctx, "SELECT count(*) FROM member").Scan(&n)
	return n, err
}

// kill -9 at any moment of an import leaves all of it or nothing, in a sound database.
func TestKilledWhileImporting(t *testing.T) {
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(11, 0))
	told, longest := 0, 2*importTime(t)
	for round := range rounds {
		lines := 1 // how many there were when it began
		if round%4 == 0 {
			lines = 2 // and after its first import
		}
		told = max(told, killed.Child(t, importCrashDir, dir, lines, time.Duration(random.Int64N(int64(longest)))))
		s := openDir(t, dir)
		n, err := membersIn(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		var people, writes int
		err = s.DB().QueryRowContext(t.Context(),
			"SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM journal_write WHERE wording LIKE '导入%')").Scan(&people, &writes)
		if err != nil {
			t.Fatal(err)
		}
		if n%importedRows != 0 || people != n || writes != n/importedRows || n < told || n > told+importedRows {
			t.Fatalf("round %d: %d members, %d people, %d writes in the journal; told of %d", round, n, people, writes, told)
		}
		told = n
		if r, err := s.Check(t.Context()); err != nil || len(r.Findings) > 0 {
			t.Errorf("findings %q, %v", r.Findings, err)
		}
		closeStore(t, s)
	}
	t.Logf("%d kills, %d imports whole, none in part", rounds, told/importedRows)
	if told == 0 {
		t.Error("nothing was ever imported")
	}
}
