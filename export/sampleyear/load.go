package sampleyear

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
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

// Load takes the sample year into the store, file by file through the same intake as an office's own workbooks. It
// refuses a store that holds members already, so that sample and real data never mix. progress may be nil.
func Load(ctx context.Context, st *store.Store, actor string, year int, progress func(done, total int, name string)) ([]*take.Import, error) {
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
	if last := AsOf(year).Format(store.DateLayout); last > st.Now().Local().Format(store.DateLayout) {
		return nil, store.Refuse(store.CodeInvalid, "%d 年的示例记到 %s，还没有到那一天，请换一个早些的年度。", year, last)
	}
	files, err := Generate(year)
	if err != nil {
		return nil, err
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
	termID, err := openTerm(ctx, st, actor, year, model)
	if err != nil {
		return nil, err
	}
	contents := map[string][]byte{}
	for _, f := range files {
		contents[f.Name] = f.Data
	}
	var imports []*take.Import
	for i, entry := range Manifest() {
		if progress != nil {
			progress(i, len(Manifest()), entry.Name)
		}
		path := filepath.Join(dir, entry.Name)
		if err := os.WriteFile(path, contents[entry.Name], 0o600); err != nil {
			return imports, fmt.Errorf("sample year: %w", err)
		}
		im, err := loadFile(ctx, st, actor, record.Scope{Year: year, TermID: termID}, entry.Kind, path)
		if err != nil {
			return imports, err
		}
		imports = append(imports, im)
	}
	return imports, nil
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
