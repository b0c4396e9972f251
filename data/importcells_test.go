package data_test

import (
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
)

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
			store := datatest.MustOpen(t)
			im, err := store.PlanCells(t.Context(), data.Members, data.Scope{}, shown, c.cells)
			if c.refused {
				if data.CodeOf(err) != data.CodeInvalid {
					t.Errorf("error %v, want a refusal", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if im.Count(data.RowNew) != c.rows {
				t.Errorf("%s, want %d new: %+v", im.Summary(), c.rows, im.Rows)
			}
			if err := store.ApplyImport(t.Context(), "测试", im); err != nil {
				t.Fatal(err)
			}
			if _, err := store.Revert(t.Context(), "测试", im.WriteID); err != nil {
				t.Errorf("undo: %v", err)
			}
		})
	}
}

func TestImportOfNothingNewLeavesNothingToUndo(t *testing.T) {
	store := datatest.MustOpen(t)
	cells := [][]string{{"姓名", "手机"}, {"张三", "13800000001"}}
	for i, wantWrite := range []bool{true, false} {
		im, err := store.PlanCells(t.Context(), data.Members, data.Scope{}, nil, cells)
		if err != nil {
			t.Fatal(err)
		}
		if err := store.ApplyImport(t.Context(), "测试", im); err != nil {
			t.Fatal(err)
		}
		if (im.WriteID != 0) != wantWrite {
			t.Errorf("import %d: write %d", i+1, im.WriteID)
		}
	}
}
