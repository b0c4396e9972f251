package desk

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// droppingPage takes what is dropped on its left half.
type droppingPage struct {
	testPage
	taken []string
}

func (p *droppingPage) Dropped(at fyne.Position, paths []string) bool {
	if at.X < 500 {
		p.taken = append(p.taken, paths...)
	}
	return at.X < 500
}

func TestDroppedFilesAreOfferedToThePage(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	page := &droppingPage{testPage: testPage{key: "c"}}
	w.Add(page)
	w.Go("c")
	var imported []string
	w.OnDropped(func(paths []string) { imported = append(imported, paths...) })
	for x, path := range map[float32]string{100: "/推荐表.pdf", 700: "/名册.xlsx"} {
		w.droppedAt(fyne.NewPos(x, 300), []fyne.URI{storage.NewFileURI(path)})
	}
	if len(page.taken) != 1 || page.taken[0] != "/推荐表.pdf" || len(imported) != 1 || imported[0] != "/名册.xlsx" {
		t.Errorf("the page took %v, the import %v", page.taken, imported)
	}
	w.Confirm("问题", "先回答", "好", func() {})
	w.droppedAt(fyne.NewPos(100, 300), []fyne.URI{storage.NewFileURI("/第二份.pdf")})
	if len(page.taken) != 1 {
		t.Error("a file went to the page under an open question")
	}
}
