package export

import (
	"context"
	"fmt"

	"cppccdesk/assets"
	"cppccdesk/data/store"
	"cppccdesk/export/paper"
)

// TemplateOf is the template a paper is made with.
func TemplateOf(_ context.Context, _ *store.Store, p Paper) (*paper.Template, error) {
	return shippedTemplate(p)
}

func shippedTemplate(p Paper) (*paper.Template, error) {
	content, err := assets.PaperFS.ReadFile("papers/" + p.Name + ".docx")
	if err != nil {
		return nil, fmt.Errorf("template of %s: %w", p.Name, err)
	}
	return paper.Read(p.Name+".docx", content)
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
