package sampleyear

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"cppccdesk/data"
)

// DefaultYear is the year of the workbooks the program ships with.
const DefaultYear = 2026

// particulars are the sample county's own settings.
var particulars = map[string]string{
	"office.name": "政协云岭县委员会办公室(示例)", "office.county": "云岭县", "office.actor": "王芳",
	"report.manager": "赵国栋", "report.reviewer": "李慧敏", "report.filler": "王芳", "report.phone": "0000-5550001",
}

// Load takes the sample year into the store, file by file through the same intake as an office's own workbooks. It
// refuses a store that holds members already, so that sample and real data never mix. progress may be nil.
func Load(ctx context.Context, store *data.Store, actor string, year int, progress func(done, total int, name string)) ([]*data.Import, error) {
	members, err := data.CurrentTerm(ctx, store.DB())
	if err != nil {
		return nil, err
	}
	if members != 0 {
		return nil, data.Refuse(data.CodeConflict, "数据文件夹里已有数据,不能再载入示例年度;请换一个空的数据文件夹。")
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
	termID, err := openTerm(ctx, store, actor, year, model)
	if err != nil {
		return nil, err
	}
	contents := map[string][]byte{}
	for _, f := range files {
		contents[f.Name] = f.Data
	}
	var imports []*data.Import
	for i, entry := range Manifest() {
		if progress != nil {
			progress(i, len(Manifest()), entry.Name)
		}
		path := filepath.Join(dir, entry.Name)
		if err := os.WriteFile(path, contents[entry.Name], 0o600); err != nil {
			return imports, fmt.Errorf("sample year: %w", err)
		}
		im, err := loadFile(ctx, store, actor, data.Scope{Year: year, TermID: termID}, entry.Kind, path)
		if err != nil {
			return imports, err
		}
		imports = append(imports, im)
	}
	return imports, nil
}

func openTerm(ctx context.Context, store *data.Store, actor string, year int, model *county) (termID int64, err error) {
	err = store.Write(ctx, actor, "建立示例年度", func(tx *data.Tx) error {
		settings := map[string]string{"work.year": strconv.Itoa(year)}
		for key, value := range particulars {
			settings[key] = value
		}
		if err := data.SaveSettings(ctx, tx, settings); err != nil {
			return err
		}
		if termID, err = data.EnsureTerm(ctx, tx, model.term); err != nil {
			return err
		}
		_, err = data.EnsureSession(ctx, tx, termID, model.session, year)
		return err
	})
	return termID, err
}

func loadFile(ctx context.Context, store *data.Store, actor string, scope data.Scope, kindName, path string) (*data.Import, error) {
	kind, err := data.KindByName(kindName)
	if err != nil {
		return nil, err
	}
	im, err := store.PlanImport(ctx, kind, scope, path)
	if err != nil {
		return nil, err
	}
	for _, row := range im.Rows {
		if row.Outcome == data.RowRejected {
			return nil, data.Refuse(data.CodeInternal, "示例文件「%s」第 %d 行不能载入:%s", filepath.Base(path), row.Line, row.Reason)
		}
	}
	im.File = filepath.Base(path) // where it lay for a moment is nobody's business
	return im, store.ApplyImport(ctx, actor, im)
}
