package sampleyear

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"cppccdesk/data"
	proposals "cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// DefaultYear is the year of the workbooks the program ships with.
const DefaultYear = 2026

// particulars are the sample county's own settings.
var particulars = map[string]string{
	"office.name": "政协云岭县委员会办公室(示例)", "office.county": "云岭县", "office.actor": "王芳",
	"report.manager": "赵国栋", "report.reviewer": "李慧敏", "report.filler": "王芳", "report.phone": "0000-5550001",
	"paper.office": "政协云岭县委员会提案委员会", "paper.number": "云政提〔{年}〕{号}号", "paper.superior": "云州市政协办公室、中共云岭县委办公室", "paper.copies": "县委办公室，县政府办公室。",
	"archive.fonds": "0000", "archive.office": "TAW",
}

// Loader takes a sample of a year into the store.
type Loader func(ctx context.Context, st *store.Store, actor string, year int, progress func(done, total int, name string)) ([]*take.Import, error)

// Load takes the sample year into the store, file by file through the same intake as an office's own workbooks. It
// refuses a store that holds members already, so that sample and real data never mix. progress may be nil.
func Load(ctx context.Context, st *store.Store, actor string, year int, progress func(done, total int, name string)) ([]*take.Import, error) {
	return load(ctx, st, actor, year, books, AsOf(year), progress)
}

// LoadMidYear is Load of the half-done sample (年中示例): only what was recorded by the end of August.
func LoadMidYear(ctx context.Context, st *store.Store, actor string, year int, progress func(done, total int, name string)) ([]*take.Import, error) {
	return load(ctx, st, actor, year, untilMidYear(), midYear(year), progress)
}

func load(ctx context.Context, st *store.Store, actor string, year int, books []bookSpec, until time.Time, progress func(done, total int, name string)) ([]*take.Import, error) {
	members, err := roster.CurrentTerm(ctx, st.DB())
	if err != nil {
		return nil, err
	}
	if members != 0 {
		return nil, store.Refuse(store.CodeConflict, "数据文件夹里已有数据，不能再载入示例年度；请换一个空的数据文件夹。")
	}
	if year < MinYear || year > MaxYear {
		return nil, store.Refuse(store.CodeInvalid, "示例年度只能是 %d 年到 %d 年。", MinYear, MaxYear)
	}
	if last := until.Format(store.DateLayout); last > st.Today() {
		return nil, store.Refuse(store.CodeInvalid, "%d 年的示例记到 %s，还没有到那一天，请换一个早些的年度。", year, last)
	}
	dir, err := os.MkdirTemp("", "sampleyear")
	if err != nil {
		return nil, fmt.Errorf("sample year: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	model, err := newCounty(year)
	if err != nil {
		return nil, err
	}
	if until.Before(model.asOf) {
		model.until(until)
	}
	files, err := model.written(books)
	if err != nil {
		return nil, err
	}
	termID, err := openTerm(ctx, st, actor, year, model)
	if err != nil {
		return nil, err
	}
	var imports []*take.Import
	for i, f := range files {
		if progress != nil {
			progress(i, len(files), f.Name)
		}
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, f.Data, 0o600); err != nil {
			return imports, fmt.Errorf("sample year: %w", err)
		}
		im, err := loadFile(ctx, st, actor, record.Scope{Year: year, TermID: termID}, f.Kind, path)
		if err != nil {
			return imports, err
		}
		imports = append(imports, im)
	}
	return imports, finish(ctx, st, actor, record.Scope{Year: year, TermID: termID}, model)
}

// archived is how many proposals of each state that ends them the office has put into its archive.
const archived = 3

// finish does by the steps and forms of proposals what no ledger of the county says: who reviewed the first ones, who seconds which, and which are archived.
func finish(ctx context.Context, st *store.Store, actor string, scope record.Scope, c *county) error {
	all, err := proposals.Proposals.Records(ctx, st.DB(), scope)
	if err != nil {
		return err
	}
	ids, ended := map[string]int64{}, map[string][]int64{}
	for _, r := range slices.Backward(all) { // the last ones
		ids[r.Values["serial"]] = r.ID
		if state := r.Values["status"]; (state == "已办结" || state == "不立案") && len(ended[state]) < archived && r.Values["is_key"] != "是" {
			ended[state] = append(ended[state], r.ID)
		}
	}
	if err := review(ctx, st, actor, scope, c, ids); err != nil {
		return err
	}
	if err := second(ctx, st, actor, scope, c, ids); err != nil {
		return err
	}
	for _, state := range []string{"已办结", "不立案"} {
		if len(ended[state]) == 0 {
			continue
		}
		step := record.Values{"archived_on": c.work.onOrBefore(c.asOf.AddDate(0, 0, -5)).Format(store.DateLayout)}
		if err := record.TakeStep(ctx, st, actor, proposals.Proposals, scope, "归档", step, ended[state]...); err != nil {
			return err
		}
	}
	return nil
}

// review writes down the opinions of the first stages of the review; ids are those of the proposals by their serials.
func review(ctx context.Context, st *store.Store, actor string, scope record.Scope, c *county, ids map[string]int64) error {
	return st.Write(ctx, actor, "登记三审意见", func(ctx context.Context, tx *store.Tx) error {
		all := c.opinions()
		for _, p := range c.proposals {
			if len(all[p.serial]) == 0 {
				continue
			}
			r, err := proposals.Proposals.Record(ctx, tx, ids[p.serial])
			if err != nil {
				return err
			}
			final, err := rows.Parse(r.Values["reviews"])
			if err != nil {
				return err
			}
			if _, err := proposals.Proposals.Save(ctx, tx, scope, r.ID, record.Values{"reviews": rows.Text(append(all[p.serial], final...))}); err != nil {
				return err
			}
		}
		return nil
	})
}

// second writes down who seconds proposals (附议), by the serials of ids.
func second(ctx context.Context, st *store.Store, actor string, scope record.Scope, c *county, ids map[string]int64) error {
	return st.Write(ctx, actor, "登记附议人", func(ctx context.Context, tx *store.Tx) error {
		for _, p := range c.proposals {
			if len(p.seconders) == 0 {
				continue
			}
			r, err := proposals.Proposals.Record(ctx, tx, ids[p.serial])
			if err != nil {
				return err
			}
			people, err := rows.Parse(r.Values["proposers"])
			if err != nil {
				return err
			}
			for _, name := range p.seconders {
				people = append(people, rows.Row{"name": name, "role": "附议"})
			}
			if _, err := proposals.Proposals.Save(ctx, tx, scope, r.ID, record.Values{"proposers": rows.Text(people)}); err != nil {
				return err
			}
		}
		return nil
	})
}

func openTerm(ctx context.Context, st *store.Store, actor string, year int, model *county) (termID int64, err error) {
	err = st.Write(ctx, actor, "建立示例年度", func(ctx context.Context, tx *store.Tx) error {
		settings := map[string]string{"work.year": strconv.Itoa(year)}
		for key, value := range particulars {
			settings[key] = value
		}
		if err := record.SaveSettings(ctx, tx, settings); err != nil {
			return err
		}
		if termID, err = roster.EnsureTerm(ctx, tx, model.term); err != nil {
			return err
		}
		_, err = roster.EnsureSession(ctx, tx, termID, model.session, year)
		return err
	})
	return termID, err
}

func loadFile(ctx context.Context, st *store.Store, actor string, scope record.Scope, kindName, path string) (*take.Import, error) {
	kind, err := data.KindByName(kindName)
	if err != nil {
		return nil, err
	}
	im, err := take.PlanFile(ctx, st, kind, scope, path)
	if err != nil {
		return nil, err
	}
	for _, row := range im.Rows {
		if row.Outcome == take.RowRejected {
			return nil, store.Refuse(store.CodeInternal, "示例文件「%s」第 %d 行不能载入:%s", filepath.Base(path), row.Line, row.Reason)
		}
	}
	im.File = filepath.Base(path) // where it lay for a moment is nobody's business
	return im, take.Apply(ctx, st, actor, im)
}
