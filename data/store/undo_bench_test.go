package store

import (
	"context"
	"fmt"
	"testing"
)

// BenchmarkRevert undoes writes that inserted 1,000 to 100,000 members, beside making them; the ratio and its growth are what counts.
func BenchmarkRevert(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		s := mustOpen(b, testOptions(b.TempDir()))
		write := func(b *testing.B) int64 {
			b.Helper()
			var id int64
			err := s.Write(b.Context(), "王芳", "导入", func(_ context.Context, tx *Tx) error {
				id = tx.WriteID()
				for i := range n {
					if _, err := tx.Tx.Tx.ExecContext(context.Background(), "INSERT INTO member (name, unit_id, score) VALUES (?, 1, 0.5)", fmt.Sprint("张", i)); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
			return id
		}
		var last int64
		b.Run(fmt.Sprintf("write/%d", n), func(b *testing.B) {
			for b.Loop() {
				last = write(b)
			}
		})
		b.Run(fmt.Sprintf("undo and redo/%d", n), func(b *testing.B) {
			id := last
			for b.Loop() {
				for range 2 {
					made, err := s.Revert(b.Context(), "王芳", id)
					if err != nil {
						b.Fatal(err)
					}
					id = made
				}
			}
		})
	}
}
