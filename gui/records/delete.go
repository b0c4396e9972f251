package records

import (
	"context"
	"errors"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
)

// Delete asks and then puts records of a kind into the bin, or deletes those that have none, in one write; name says which, done is called once
// that is done.
func Delete(d *desk.Desk, kind *record.Kind, ids []int64, name string, done func()) {
	if len(ids) == 0 || d.Refuses() {
		return
	}
	st := d.Store()
	desk.Load(d.Tasks(), "delete", func(ctx context.Context) (string, error) {
		if kind.Tied == nil {
			return "", nil
		}
		return kind.Tied(ctx, st.DB(), ids)
	}, func(tied string, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		askDelete(d, kind, ids, name, tied, done)
	})
}

// askDelete asks about a deletion, saying what is tied to the record, and does it.
func askDelete(d *desk.Desk, kind *record.Kind, ids []int64, name, tied string, done func()) {
	name = zh.Clip(name, zh.NameMost)
	ask, told := "把「"+name+"」放入回收站？关联的记录保留，以后可以恢复。", "已放入回收站："+name
	if tied != "" {
		them := "他"
		if len(ids) > 1 {
			them = "他们"
		}
		ask = "「" + name + "」" + tied + "确实要把" + them + "放入回收站？这些记录保留，但统计时名册里没有" + them + "；以后可以恢复。"
	}
	if kind.Removed {
		ask, told = "删除「"+name+"」？它不进回收站，删除后只能撤销。", "已删除："+name
	}
	d.Confirm("删除"+kind.Title, ask, "删除", func() {
		d.WriteMany(len(ids), "删除"+kind.Title+" "+name, func(ctx context.Context, tx *store.Tx, say desk.Say) error {
			var err error
			for i, id := range ids {
				say(i, len(ids))
				err = errors.Join(err, kind.Bin(ctx, tx, id))
			}
			return err
		}, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.ToastUndo(told)
			if done != nil {
				done()
			}
		})
	})
}
