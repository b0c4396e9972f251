package evaluation

import (
	"context"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// The way on of an evaluation without panels leads to the first rater of its first one.
func TestAnEvaluationLeadsToItsPanels(t *testing.T) {
	d, p := openPage(t)
	var id int64
	err := d.Store().Write(t.Context(), "测试", "评议", func(ctx context.Context, tx *store.Tx) (err error) {
		id, err = evaluation.Evaluations.Save(ctx, tx, record.Scope{Year: d.Year()}, 0, record.Values{"name": "部门评议", "rubric": "五项均值四等次（万众评公务）"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Open(Key, evaluation.Evaluations.Name)
	list, ok := p.Front.Tab.(*evaluationTab)
	if !ok {
		t.Fatalf("the list is %T", p.Front.Tab)
	}
	list.Load()
	list.Select(id)
	p.begin(evaluation.Panels.Name)
	if p.Front.Key != evaluation.Panels.Name || p.entry.chosen != "部门评议" {
		t.Errorf("at %s of %q", p.Front.Key, p.entry.chosen)
	}
}
