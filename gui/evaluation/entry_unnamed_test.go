package evaluation

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Where sheets of an anonymous scheme are typed in, rows are sheets and not raters.
func TestAnonymousSheetsAreTypedWithoutNames(t *testing.T) {
	d, p := openPage(t)
	d.Open(Key, entryKey)
	e := p.entry
	was := e.typed.Clone()
	err := d.Store().Write(t.Context(), "测试", "无记名", func(ctx context.Context, tx *store.Tx) error {
		_, err := evaluation.Schemes.Save(ctx, tx, record.Scope{Year: d.Year()}, was.Rubric.ID, record.Values{"signing": "无记名"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	e.Shown()
	if len(e.typed.Rows) != was.Raters || e.typed.Collected != was.Collected {
		t.Errorf("%d rows of %d, %d sheets of %d", len(e.typed.Rows), was.Raters, e.typed.Collected, was.Collected)
	}
	for _, r := range e.typed.Rows {
		if !strings.HasPrefix(r.Rater, "第 ") || r.Category != "" {
			t.Errorf("row %+v", r)
		}
	}
}
