package gui

import (
	"context"
	"testing"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk/desktest"
)

// TestEverythingReadBesideTheWindow shows every page while what the others read is on its way, brings a file by a second start, writes, and
// ends the program from outside: for the race detector.
func TestEverythingReadBesideTheWindow(t *testing.T) {
	loop := desktest.NewLoop()
	ctx, end := context.WithCancel(context.WithoutCancel(t.Context()))
	defer end()
	s := startWith(ctx, t, sampletest.MustOpen(t), "", loop.Executor())
	closed := false
	s.desk.OnClosed(func() { closed = true })
	for _, p := range s.desk.Pages() {
		s.desk.Go(p.Key())
	}
	loop.Settle()
	for _, p := range s.desk.Pages() {
		s.desk.Go(p.Key())
		loop.Settle()
	}
	if err := store.RequestRaise(s.desk.Store().Dir()); err != nil {
		t.Fatal(err)
	}
	err := s.desk.Store().Write(ctx, "王芳", "登记下一届", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.EnsureTerm(ctx, tx, 11)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	loop.Settle()
	mustHold(t, s.text(), "已保存")
	end()
	loop.Until(func() bool { return closed })
}
