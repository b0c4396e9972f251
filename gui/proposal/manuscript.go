package proposal

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
	"cppccdesk/gui/win"
)

// manuscripts is the filter of the dialog that asks for a proposer's paper.
var manuscripts = win.Filter{Name: "文稿", Endings: intake.DocumentEndings}

// askManuscript asks for a proposer's paper to fill the form of a new proposal from.
func (p *Page) askManuscript() {
	p.desk.AskFiles("读入文稿", manuscripts, p.readManuscripts)
}

// isDocument reports whether a file is called as a proposer's paper is.
func isDocument(path string, endings ...string) bool {
	return slices.Contains(endings, strings.ToLower(strings.TrimPrefix(filepath.Ext(path), ".")))
}

// manuscriptDropped takes papers dropped while the form of a new proposal is open.
func (p *Page) manuscriptDropped(paths []string) bool {
	if !p.editor.New() || slices.ContainsFunc(paths, func(path string) bool { return !isDocument(path, intake.DocumentEndings...) }) {
		return false
	}
	p.readManuscripts(paths)
	return true
}

// documentDropped takes a .docx dropped on the list for a new proposal; a .txt may be a table.
func (p *Page) documentDropped(paths []string) bool {
	if p.editor.Active() || len(paths) != 1 || !isDocument(paths[0], "docx") {
		return false
	}
	p.view(viewList)
	p.readManuscripts(paths)
	return true
}

// readManuscripts fills the form of a new proposal from a paper: one at a time.
func (p *Page) readManuscripts(paths []string) {
	if len(paths) > 1 {
		p.desk.Fail(store.Refuse(store.CodeInvalid, "一次读入一份文稿，请只选一个文件，保存后再读下一份。"))
		return
	}
	st, scope, path := p.desk.Store(), p.desk.Scope(), paths[0]
	desk.Load(p.desk.Tasks(), "proposal.manuscript", func(ctx context.Context) (proposal.Manuscript, error) {
		document, err := intake.ReadDocument(ctx, path, intake.Options{})
		if err != nil {
			return proposal.Manuscript{}, err
		}
		return proposal.ReadManuscript(ctx, st.DB(), scope, document)
	}, func(read proposal.Manuscript, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		filling := records.Filling{From: filepath.Base(path), Values: read.Values, Notes: map[string]string{}}
		for _, d := range read.Doubts {
			filling.Doubts = append(filling.Doubts, d.Words)
			if d.Key != "" {
				filling.Notes[d.Key] = d.Words
			}
		}
		p.editor.Fill(filling)
	})
}
