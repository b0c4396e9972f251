package store

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestAWriteInsideAWrite(t *testing.T) {
	nothing := func(context.Context, *Tx) error { return nil }
	t.Run("IsRefused", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		err := s.Write(t.Context(), "王科长", "外", func(ctx context.Context, _ *Tx) error { return s.Write(ctx, "王科长", "内", nothing) })
		wantCode(t, err, CodeNested)
		for _, name := range []string{"外", "内"} {
			if !strings.Contains(err.Error(), name) {
				t.Errorf("%v does not name the write %s", err, name)
			}
		}
		wantUntouched(t, s)
	})
	t.Run("IsRefusedBesideAnotherGoroutine", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		err := s.Write(t.Context(), "王科长", "外", func(ctx context.Context, _ *Tx) error {
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			inner := make(chan error)
			go func() { inner <- s.Write(ctx, "王科长", "内", nothing) }()
			return <-inner
		})
		wantCode(t, err, CodeNested)
	})
	t.Run("OfAnotherStoreIsNone", func(t *testing.T) {
		s, other := mustOpen(t, testOptions(t.TempDir())), mustOpen(t, testOptions(t.TempDir()))
		err := s.Write(t.Context(), "王科长", "外", func(ctx context.Context, _ *Tx) error {
			return other.Write(ctx, "王科长", "另一处", func(ctx context.Context, _ *Tx) error { return s.Write(ctx, "王科长", "内", nothing) })
		})
		wantCode(t, err, CodeNested)
		if err := s.Write(t.Context(), "王科长", "外", func(ctx context.Context, _ *Tx) error { return other.Write(ctx, "王科长", "另一处", nothing) }); err != nil {
			t.Error(err)
		}
	})
	t.Run("AfterItIsNone", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		var kept context.Context
		if err := s.Write(t.Context(), "王科长", "外", func(ctx context.Context, _ *Tx) error { kept = ctx; return nil }); err != nil {
			t.Fatal(err)
		}
		if err := s.Write(kept, "王科长", "内", nothing); err != nil {
			t.Error(err)
		}
	})
	t.Run("WithAnotherContextEndsWithThat", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		err := s.Write(t.Context(), "王科长", "外", func(context.Context, *Tx) error {
			ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
			defer cancel()
			return s.Write(ctx, "王科长", "内", nothing)
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error = %v", err)
		}
	})
	t.Run("WithAnotherContextIsNotWaitedForInVain", func(t *testing.T) {
		o := testOptions(t.TempDir())
		o.patience = time.Millisecond
		s := mustOpen(t, o)
		err := s.Write(t.Context(), "王科长", "登记单位", func(context.Context, *Tx) error { return s.Write(t.Context(), "王科长", "内", nothing) })
		wantCode(t, err, CodeBusy)
		if !strings.Contains(Sentence(err), "登记单位") || !strings.Contains(err.Error(), "no statement") {
			t.Errorf("error = %v", err)
		}
		mustWrite(t, s, "再登记", "INSERT INTO unit (name) VALUES ('卫健局')")
	})
}

// A write that goes on is waited for, however long it takes, and so is what follows its caller's part.
func TestALongWriteIsWaitedFor(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	var in *turn
	err := s.Write(t.Context(), "王科长", "导入", func(ctx context.Context, tx *Tx) error {
		in = tx.turn
		before := s.current.Load().look()
		if now := in.look(); !now.stands(before) {
			t.Error("a write that runs nothing does not stand")
		}
		if _, err := Texts(ctx, tx, "SELECT name FROM unit"); err != nil {
			return err
		}
		read := in.look()
		if read.stands(before) {
			t.Error("a write that reads stands")
		}
		_, err := tx.ExecContext(ctx, "UPDATE unit SET name = name")
		if in.look().stands(read) {
			t.Error("a write that writes stands")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if now := in.look(); now.stands(now) || s.current.Load() != nil {
		t.Error("a write out of its caller's hands stands")
	}
}
