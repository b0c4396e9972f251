package export

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"cppccdesk/assets"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/paper"
)

// TemplateOf is the template a paper is made with: the office's own, else the one that is shipped.
func TemplateOf(ctx context.Context, st *store.Store, p Paper) (*paper.Template, error) {
	name, content, err := templateFile(ctx, st, p)
	if err != nil {
		return nil, err
	}
	return paper.Read(name, content)
}

func templateFile(ctx context.Context, st *store.Store, p Paper) (name string, content []byte, err error) {
	own, ok, err := record.PaperTemplate(ctx, st.DB(), p.Name)
	if err != nil {
		return "", nil, err
	}
	if ok {
		content, err = st.Content(own, paper.FileLimit)
		return own.Name, content, err
	}
	content, err = assets.PaperFS.ReadFile("papers/" + p.Name + ".docx")
	if err != nil {
		return "", nil, fmt.Errorf("template of %s: %w", p.Name, err)
	}
	return p.Name + ".docx", content, nil
}

// ExportTemplate writes the template a paper is made with to a file, for the office to change.
func ExportTemplate(ctx context.Context, st *store.Store, p Paper, path string) error {
	_, content, err := templateFile(ctx, st, p)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		return cannotWrite(filepath.Dir(path), err)
	}
	return nil
}

// ReplaceTemplate makes a file the template of a paper. It is filled on trial before: a file that is harmful, or has fields that are not the
// paper's, is refused and nothing is changed.
func ReplaceTemplate(ctx context.Context, st *store.Store, actor string, p Paper, path string) error {
	info, err := os.Stat(path)
	if err == nil && info.Size() > paper.FileLimit {
		return store.Refuse(store.CodeInvalid, "「%s」太大，不像一份文书模板。", filepath.Base(path))
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return store.Failure(store.CodeOf(err), err, "打不开文件「%s」：%s", filepath.Base(path), store.Sentence(err))
	}
	template, err := paper.Read(filepath.Base(path), content)
	if err != nil {
		return err
	}
	if err := template.Check(p.Fields); err != nil {
		return err
	}
	file, err := st.TakeFile(ctx, path, nil)
	if err != nil {
		return err
	}
	return st.Write(ctx, actor, "换用"+p.Name+"的模板「"+file.Name+"」", func(ctx context.Context, tx *store.Tx) error { return record.SetPaperTemplate(ctx, tx, p.Name, file) })
}

// ResetTemplate has a paper made with the shipped template again.
func ResetTemplate(ctx context.Context, st *store.Store, actor string, p Paper) error {
	_, own, err := record.PaperTemplate(ctx, st.DB(), p.Name)
	if err == nil && !own {
		err = store.Refuse(store.CodeNotFound, "%s用的就是自带的模板。", p.Name)
	}
	if err != nil {
		return err
	}
	return st.Write(ctx, actor, "恢复"+p.Name+"自带的模板", func(ctx context.Context, tx *store.Tx) error { return record.DropPaperTemplate(ctx, tx, p.Name) })
}

// FieldRows are the fields of a paper's templates, those of a list below it, each with what it holds.
func FieldRows(p Paper) [][]string {
	var rows [][]string
	for _, f := range p.Fields {
		rows = append(rows, []string{"{{" + f.Name + "}}", f.Note})
		for _, inner := range f.Each {
			rows = append(rows, []string{"　{{" + inner.Name + "}}", inner.Note})
		}
		if f.Each != nil {
			rows = append(rows, []string{"　{{序号}}", "第几行"}, []string{"　{{完}}", "「" + f.Name + "」到这里为止"})
		}
	}
	return rows
}
