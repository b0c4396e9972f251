package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"cppccdesk/data/datatest/killed"
)

const crashDir = "CPPCCDESK_CRASH_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(dir))
		os.Exit(1)
	}
	if what := os.Getenv(copyCrash); what != "" {
		fmt.Fprintln(os.Stderr, copyUntilKilled(what))
		os.Exit(1)
	}
	if dir := os.Getenv(restoreCrashDir); dir != "" {
		fmt.Fprintln(os.Stderr, restoreUntilKilled(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeUntilKilled writes number after number, each with two rows, and prints it once it is committed.
func writeUntilKilled(dir string) error {
	ctx := context.Background()
	s, err := Open(ctx, testOptions(dir))
	if err != nil {
		return err
	}
	if _, err := s.BackupDaily(ctx); err != nil {
		return err
	}
	var last int
	if err := s.DB().QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM member").Scan(&last); err != nil {
		return err
	}
	for n := last + 1; ; n++ {
		_, err := writeAll(ctx, s, "登记", fmt.Sprintf("INSERT INTO member (id, name, photo) VALUES (%d, '张三', randomblob(%d))", n, n%9000),
			fmt.Sprintf("INSERT INTO phone (member_id, number) VALUES (%d, '139')", n), "UPDATE unit SET name = name || '.'")
		if err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// kill -9 at any moment loses no committed write and needs no repair.
func TestKilledAtAnyMoment(t *testing.T) {
	rounds := 100
	if testing.Short() {
		rounds = 10
	}
	for part := range 2 {
		t.Run(fmt.Sprint(part), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(7, uint64(part)))
			o := testOptions(t.TempDir())
			committed, killedOpening := 0, 0
			for round := range rounds {
				lines := 0 // every other time while it opens
				if round%2 == 0 {
					lines = 1 + random.IntN(6)
				}
				last := killed.Child(t, crashDir, o.Dir, lines, time.Duration(random.IntN(60))*time.Millisecond)
				if last == 0 {
					killedOpening++
				}
				committed = max(committed, last)
				s := mustOpen(t, o)
				// The kill may fall between a commit and its print, so there may be one more than was told.
				var count, highest, phones int
				err := s.DB().QueryRowContext(t.Context(), "SELECT count(*), coalesce(max(id), 0), (SELECT count(*) FROM phone) FROM member").Scan(&count, &highest, &phones)
				if err != nil {
					t.Fatal(err)
				}
				if count != highest || phones != count || highest < committed || highest > committed+1 {
					t.Fatalf("round %d: %d members up to %d, %d phones; told of %d", round, count, highest, phones, committed)
				}
				committed = highest
				wantSound(t, s)
				mustClose(t, s)
			}
			t.Logf("%d kills (%d before the first commit), %d writes committed, none lost", rounds, killedOpening, committed)
			if committed == 0 {
				t.Error("nothing was ever committed")
			}
		})
	}
}
