package roster

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// The names of units that a write remembers are those it would read afresh, whatever was done to units and their former names, and put back.
func TestUnitNamesRememberedAreAsReadAfresh(t *testing.T) {
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	random := rand.New(rand.NewPCG(3, 4))
	name := func() string { return fmt.Sprintf("县%c局", '甲'+rune(random.IntN(25))) }
	for range 3 {
		err := s.Write(t.Context(), "王科长", "试", func(ctx context.Context, tx *store.Tx) error {
			run := func(query string, args ...any) {
				t.Helper()
				if err := tx.Run(ctx, query, args...); err != nil {
					t.Fatal(err)
				}
			}
			for range 200 {
				v := record.Values{"name": name(), "short": name(), "code": fmt.Sprint(random.IntN(9))}
				if random.IntN(2) == 0 {
					v["former_names"] = name() + "、" + name()
				}
				run("SAVEPOINT row")
				_, err := saveUnit(ctx, tx, record.Scope{}, int64(random.IntN(12)), v)
				if random.IntN(3) == 0 {
					run("DELETE FROM unit_name WHERE id = (SELECT max(id) FROM unit_name)")
				}
				if random.IntN(5) == 0 {
					run("UPDATE unit SET deleted_at = iif(deleted_at = '', '2026-11-27', '') WHERE id = (SELECT max(id) FROM unit WHERE id <= ?) AND name NOT IN (SELECT name FROM unit WHERE deleted_at = '')", random.IntN(12))
				}
				compareUnitNames(t, tx)
				if err != nil || random.IntN(3) == 0 {
					run("ROLLBACK TO row")
				}
				run("RELEASE row")
				compareUnitNames(t, tx)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func compareUnitNames(t *testing.T, tx *store.Tx) {
	t.Helper()
	got, err := readUnitNames(t.Context(), tx)
	want, failed := readUnitNames(t.Context(), tx.Tx) // what is not the write itself remembers nothing
	if err := errors.Join(err, failed); err != nil {
		t.Fatal(err)
	}
	for _, maps := range [][2]any{{got.names, want.names}, {got.fold, want.fold}, {got.own, want.own}, {got.rows, want.rows}, {namesCounted(got), namesCounted(want)}} {
		if !reflect.DeepEqual(maps[0], maps[1]) {
			t.Fatalf("remembered %v, stored are %v", maps[0], maps[1])
		}
	}
	got.like("县局") // keeps what it compares
	for id, called := range got.called {
		if now := calledUnit(got.own[id]); !reflect.DeepEqual(called, now) {
			t.Fatalf("unit %d is compared as %v, want %v", id, called, now)
		}
	}
}

// namesCounted are the names of each unit, in any order.
func namesCounted(u *unitNames) map[int64]map[unitName]int {
	counted := map[int64]map[unitName]int{}
	for id, names := range u.has {
		counted[id] = map[unitName]int{}
		for _, n := range names {
			counted[id][n]++
		}
	}
	return counted
}
