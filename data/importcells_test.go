package data_test

import (
	"context"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

func planCells(ctx context.Context, st *store.Store, kind *record.Kind, scope record.Scope, headings []string, cells [][]string) (*take.Import, error) {
	workbook, err := take.CellsWorkbook(ctx, st, kind, scope, headings, cells)
	if err != nil {
		return nil, err
	}
	return take.PlanWorkbook(ctx, st, kind, scope, workbook)
}

func TestPlanCells(t *testing.T) {
	shown := []string{"委员编号", "姓名", "性别", "手机"}
	for _, c := range []struct {
		name    string
		cells   [][]string
		rows    int
		refused bool
	}{
		{"WithHeadings", [][]string{{"姓名", "手机"}, {"张三", "13800000001"}, {"李四", "13800000002"}}, 2, false},
		{"ByTheListsColumns", [][]string{{"1", "张三", "男"}, {"2", "李四", "女"}}, 2, false},
		{"OneRow", [][]string{{"1", "张三", "男", "13800000001"}}, 1, false},
		{"WiderThanTheList", [][]string{{"1", "张三", "男", "13800000001", "x"}}, 0, true},
		{"Nothing", nil, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			st := datatest.MustOpen(t)
			im, err := planCells(t.Context(), st, roster.Members, record.Scope{}, shown, c.cells)
			if c.refused {
				if store.CodeOf(err) != store.CodeInvalid {
					t.Errorf("error %v, want a refusal", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if im.Count(take.RowNew) != c.rows {
				t.Errorf("%s, want %d new: %+v", im.Summary(), c.rows, im.Rows)
			}
			if err := take.Apply(t.Context(), st, "测试", im); err != nil {
				t.Fatal(err)
			}
			if _, err := st.Revert(t.Context(), "测试", im.WriteID); err != nil {
				t.Errorf("undo: %v", err)
			}
		})
	}
}

func TestImportOfNothingNewLeavesNothingToUndo(t *testing.T) {
	store := datatest.MustOpen(t)
	cells := [][]string{{"姓名", "手机"}, {"张三", "13800000001"}}
	for i, wantWrite := range []bool{true, false} {
		im, err := planCells(t.Context(), store, roster.Members, record.Scope{}, nil, cells)
		if err != nil {
			t.Fatal(err)
		}
		if err := take.Apply(t.Context(), store, "测试", im); err != nil {
			t.Fatal(err)
		}
		if (im.WriteID != 0) != wantWrite {
			t.Errorf("import %d: write %d", i+1, im.WriteID)
		}
	}
}
