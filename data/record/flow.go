package record

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Flow is the table of what can be done to a record of a kind as its work goes on. The state is derived from what is recorded and never typed:
// a step writes facts, and the state that follows is one of those it leads to, or nothing is written.
type Flow struct {
	State string // key of the field with the state
	Steps []Step

	// On is the states as of scope.Day by id, of record id or, when id is 0, of the scope's; nil: they are the same on every day.
	On func(ctx context.Context, db bun.IDB, scope Scope, id int64) (map[int64]string, error)
}

// Step is one thing that can be done to a record: 登记答复.
type Step struct {
	Name string
	From []string // the states it is taken from
	To   []string // the states it can lead to
	Asks []Field  // what has to be known for it

	// Offers are the words a field of Asks can have for this record, such as the units that still owe a reply; nil: none are special.
	Offers func(r Record) map[string][]string

	// Later are the states in which the step, though it can be taken, is not what the office waits for: it comes after the others then.
	Later []string

	// Needs are the keys of the fields of Asks that have to be told of this record although they are not required of every one, because several
	// could be meant; nil: there are none.
	Needs func(r Record) []string

	// Begins are values of Asks that the record has already, such as those of a reply that was sent back: a form begins with them. nil: none.
	Begins func(r Record) Values

	// Since is the day that a field of Asks lies after, as Field.After is one that is told beside it, of a record and what is told so far; "" where none is
	// known. nil: there is none.
	Since func(r Record, key string, told func(key string) string) string

	// Guard says in a sentence why the step cannot be taken of this record although its state allows it; "" allows it. nil always allows it.
	Guard func(r Record) string

	// Waits says in a sentence what has to be done first, of a record whose state and Guard allow the step; "" allows it. The step is shown with it
	// among those that can be taken. nil: for nothing.
	Waits func(r Record) string

	// Some: of several records the step is taken of those that allow it, and the others are named with why; else one that does not refuses all.
	Some bool

	// Stays: the step may leave the record in its state, as one that concerns a unit beside the lead.
	Stays bool

	// Rare: the step is never what the office waits for, such as one that undoes or puts off: its button does not stand out.
	Rare bool

	// Lasting: the step is not undone, so that nothing offers to.
	Lasting bool

	// Elsewhere: the window takes the step from another page, where what it needs is known; the buttons and menus of the record leave it out.
	Elsewhere bool

	// Do is what of the record changes by the step, to be saved like anything typed into its form; nil: nothing.
	Do func(r Record, v Values) (Values, error)

	// Said says in a sentence what the step, told v, has done of the record and what that means for it; nil: the wording of the write says enough.
	Said func(r Record, v Values) string

	// Foretells says in a sentence what the step, told v, begins by itself beyond what is told, "" for nothing; forms show it at the field Under. nil: nothing.
	Foretells func(ctx context.Context, db bun.IDB, r Record, v Values) (string, error)
	Under     string

	// Also is what the step does beside the record, such as opening another, with what was told; nil: nothing.
	Also func(ctx context.Context, tx *store.Tx, scope Scope, r Record, told Values) error
}

// Possible is a step as it is for one record.
type Possible struct {
	Step   *Step
	Why    string // why it cannot be taken; "" when it can
	Waits  bool   // only for what Why says has to be done first
	Later  bool   // it can be taken, but is not what the office waits for
	Offers map[string][]string
	Needs  []string // fields that have to be told as well, by key
	Begins Values   // what a form begins with
}

// Steps lists the steps of the kind for the record: those that can be taken now, those that wait for something, and those that cannot be taken, each in
// the order of the flow for its state.
func (k *Kind) Steps(r Record) []Possible {
	if k.Flow == nil {
		return nil
	}
	var can, wait, cannot []Possible
	for _, step := range k.Flow.order(r.Values[k.Flow.State]) {
		switch why, waits := step.refusal(r, r.Values[k.Flow.State]); {
		case waits:
			wait = append(wait, Possible{Step: step, Why: why, Waits: true})
		case why != "":
			cannot = append(cannot, Possible{Step: step, Why: why})
		default:
			p := step.possible(r)
			p.Later = slices.Contains(step.Later, r.Values[k.Flow.State])
			can = append(can, p)
		}
	}
	return append(append(can, wait...), cannot...)
}

// order is the steps for records in the states: in the order of the table, behind them those that come later in each of the states.
func (f *Flow) order(states ...string) []*Step {
	var first, later []*Step
	for i := range f.Steps {
		step := &f.Steps[i]
		if len(states) == 0 || slices.ContainsFunc(states, func(s string) bool { return !slices.Contains(step.Later, s) }) {
			first = append(first, step)
		} else {
			later = append(later, step)
		}
	}
	return append(first, later...)
}

// possible is the step as it is for a record it can be taken of.
func (s *Step) possible(r Record) Possible {
	p := Possible{Step: s}
	if s.Offers != nil {
		p.Offers = s.Offers(r)
	}
	if s.Needs != nil {
		p.Needs = s.Needs(r)
	}
	if s.Begins != nil {
		p.Begins = s.Begins(r)
	}
	return p
}

// refusal is why the step cannot be taken of the record, "" when it can, and whether only what waits says is missing.
func (s *Step) refusal(r Record, state string) (why string, waits bool) {
	if !slices.Contains(s.From, state) {
		return "现在是「" + state + "」，要「" + strings.Join(s.From, "」或「") + "」时才能" + s.Name + "。", false
	}
	if s.Guard != nil {
		if why = s.Guard(r); why != "" {
			return why, false
		}
	}
	if s.Waits != nil {
		why = s.Waits(r)
	}
	return why, why != ""
}

// Allows is the step of that name as it is for the record; one that cannot be taken now is refused with those that can.
func (k *Kind) Allows(r Record, name string) (Possible, error) {
	if _, err := k.Step(name); err != nil {
		return Possible{}, err
	}
	all := k.Steps(r)
	p := all[slices.IndexFunc(all, func(p Possible) bool { return p.Step.Name == name })]
	if p.Why != "" {
		return Possible{}, store.Refuse(store.CodeInvalid, "%s现在可以做的有：%s。", p.Why, orNothing(zh.JoinNames(k.Can(r))))
	}
	return p, nil
}

// Can lists the names of the steps that the record's own page offers now; those taken from elsewhere are left out.
func (k *Kind) Can(r Record) []string {
	var names []string
	for _, p := range k.Steps(r) {
		if p.Why == "" && !p.Step.Elsewhere {
			names = append(names, p.Step.Name)
		}
	}
	return names
}

// Step finds a step by its name; an unknown one is refused with the names there are.
func (k *Kind) Step(name string) (*Step, error) {
	var names []string
	if k.Flow != nil {
		for i := range k.Flow.Steps {
			if k.Flow.Steps[i].Name == name {
				return &k.Flow.Steps[i], nil
			}
			names = append(names, k.Flow.Steps[i].Name)
		}
	}
	if len(names) == 0 {
		return nil, store.Refuse(store.CodeInvalid, "%s没有办理步骤。", k.Title)
	}
	return nil, store.Refuse(store.CodeNotFound, "没有「%s」这一步，%s的步骤有：%s。", name, k.Title, zh.JoinNames(names))
}

// Take takes a step of record id in the transaction of a write: v is what it asks. A step that cannot be taken now is refused with those that can.
func (k *Kind) Take(ctx context.Context, tx *store.Tx, scope Scope, id int64, name string, v Values) error {
	r, err := k.RecordOn(ctx, tx, id, scope.Day)
	if err != nil {
		return err
	}
	possible, err := k.Allows(r, name)
	if err != nil {
		return err
	}
	step := possible.Step
	told, err := step.read(ctx, tx, v)
	if err != nil {
		return err
	}
	if err := k.do(ctx, tx, scope, step, r, told); err != nil {
		return err
	}
	state := ""
	for _, day := range []string{scope.Day, ""} { // facts may be dated after the scope's day, those told now or others
		after, err := k.RecordOn(ctx, tx, id, day)
		if err != nil {
			return err
		}
		if state = after.Values[k.Flow.State]; slices.Contains(step.To, state) || step.Stays && state == r.Values[k.Flow.State] {
			return nil
		}
	}
	return store.Refuse(store.CodeInternal, "%s以后应是「%s」，却成了「%s」，没有保存。请把日志文件交给技术人员。", step.Name, strings.Join(step.To, "」或「"), state)
}

// do stores what a step changes of a record and does what it does beside it.
func (k *Kind) do(ctx context.Context, tx *store.Tx, scope Scope, step *Step, r Record, told Values) error {
	if step.Do != nil {
		change, err := step.Do(r, maps.Clone(told))
		if err != nil {
			return err
		}
		if len(change) > 0 {
			if _, err := k.Save(ctx, tx, scope, r.ID, change); err != nil {
				return err
			}
		}
	}
	if step.Also != nil {
		return step.Also(ctx, tx, scope, r, told)
	}
	return nil
}

func orNothing(text string) string {
	if text == "" {
		return "没有"
	}
	return text
}

// read is what v says of what the step asks, in canonical form and without what is empty; what it does not ask, and all it must know and was not
// told, is refused.
func (s *Step) read(ctx context.Context, db bun.IDB, v Values) (Values, error) {
	for key := range v {
		if !slices.ContainsFunc(s.Asks, func(f Field) bool { return f.Key == key }) {
			return nil, store.Refuse(store.CodeInvalid, "%s不问「%s」，要填的是：%s。", s.Name, key, s.asked())
		}
	}
	told := Values{}
	var refused []error
	for i := range s.Asks {
		f := &s.Asks[i]
		value, err := f.Canonical(v[f.Key])
		if long := f.TooLong(value); err == nil && long != nil {
			refused = append(refused, long)
			continue
		}
		switch {
		case err != nil:
			refused = append(refused, store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s。", f.Title, v[f.Key], err))
			continue
		case value == "" && f.Required:
			refused = append(refused, store.Refuse(store.CodeInvalid, "缺少「%s」，%s要填的是：%s。", f.Title, s.Name, s.asked()))
			continue
		}
		if err := f.CheckWord(ctx, db, value, ""); err != nil {
			if store.CodeOf(err) == store.CodeInvalid {
				refused = append(refused, err)
				continue
			}
			return nil, err
		}
		if value != "" {
			told[f.Key] = value
		}
	}
	return told, store.RefuseAll(refused...)
}

// asked lists what the step asks, with what must be known marked.
func (s *Step) asked() string {
	titles := make([]string, len(s.Asks))
	for i, f := range s.Asks {
		if titles[i] = f.Title; f.Required {
			titles[i] += "（必填）"
		}
	}
	return zh.JoinNames(titles)
}

// Ask finds a field the step asks by its title or key; nil for none.
func (s *Step) Ask(name string) *Field {
	for i := range s.Asks {
		if s.Asks[i].Title == name || s.Asks[i].Key == name {
			return &s.Asks[i]
		}
	}
	return nil
}

// TakeStep takes one step of records in one write, undone as one; v is what it asks, the same of each. A record the step cannot be taken of
// refuses all of them and is named.
func TakeStep(ctx context.Context, s *store.Store, actor string, k *Kind, scope Scope, name string, v Values, ids ...int64) error {
	var records []Record
	for _, id := range ids {
		r, err := k.Record(ctx, s.DB(), id)
		if err != nil {
			return err
		}
		records = append(records, r)
	}
	return s.Write(ctx, actor, k.StepWording(name, records), func(ctx context.Context, tx *store.Tx) error { return k.TakeAll(ctx, tx, scope, name, v, ids...) })
}

// StepWording is what the journal says of a step taken of records: 登记答复：提案 118 号.
func (k *Kind) StepWording(name string, records []Record) string {
	var names []string
	for _, r := range records[:min(len(records), 3)] {
		names = append(names, k.Called(r))
	}
	wording := name + "：" + k.Title + " " + zh.JoinNames(names)
	if len(records) > 3 {
		wording += "等 " + strconv.Itoa(len(records)) + " " + k.Measure()
	}
	return wording
}

// TakeAll is Store.TakeStep in the transaction of a write.
func (k *Kind) TakeAll(ctx context.Context, tx *store.Tx, scope Scope, name string, v Values, ids ...int64) error {
	return k.TakeEach(ctx, tx, scope, name, func(int64) Values { return v }, ids...)
}

// TakeEach is TakeAll of records of which each is told its own.
func (k *Kind) TakeEach(ctx context.Context, tx *store.Tx, scope Scope, name string, told func(id int64) Values, ids ...int64) error {
	for _, id := range ids {
		refused := k.Take(ctx, tx, scope, id, name, told(id))
		if refused == nil {
			continue
		}
		if r, err := k.Record(ctx, tx, id); err == nil && len(ids) > 1 {
			return k.RefusedFor(r, refused)
		}
		return refused
	}
	return nil
}

// RefusedFor is a refusal of something asked of several records with the one it is about.
func (k *Kind) RefusedFor(r Record, refused error) error {
	return store.Failure(store.CodeOf(refused), refused, "%s：%s", k.Called(r), store.Sentence(refused))
}

// Called is what people call a record: as its kind says, else by its number, else by the fields its kind names, else by its required fields.
func (k *Kind) Called(r Record) string {
	if k.Call != nil {
		return k.Call(r.Values)
	}
	if number := r.Values["number"]; number != "" {
		if _, whole := k.Field("number").Typed().(Whole); whole {
			return number + " 号"
		}
	}
	for _, key := range k.CalledBy {
		if value := r.Values[key]; value != "" {
			return value
		}
	}
	return k.NameOf(r.Values)
}

// Measure is the word its records are counted with: 5 件, 3 份.
func (k *Kind) Measure() string {
	if k.Binned == nil {
		return "条"
	}
	return k.Binned.Measure
}

// Find finds the record of the scope that people call text: by what Called says, else by its number, name or title. What fits several is refused.
func (k *Kind) Find(ctx context.Context, db bun.IDB, scope Scope, text string) (Record, error) {
	if strings.TrimSpace(text) == "" {
		return Record{}, store.Refuse(store.CodeInvalid, "没有写是哪一条%s，请写编号或名称。", k.Title)
	}
	all, err := k.Records(ctx, db, Scope{Year: scope.Year, TermID: scope.TermID})
	if err != nil {
		return Record{}, err
	}
	plain := fold.Plain(text)
	ways := []func(Record) bool{}
	if k.Call != nil {
		ways = append(ways, func(r Record) bool { return fold.Plain(k.Call(r.Values)) == plain })
	}
	for _, key := range []string{"number", "serial", "name", "title"} {
		if k.Field(key) != nil {
			ways = append(ways, func(r Record) bool { return r.Values[key] == text }, func(r Record) bool { return fold.Plain(r.Values[key]) == plain })
		}
	}
	for _, fits := range ways {
		found := slices.DeleteFunc(slices.Clone(all), func(r Record) bool { return !fits(r) })
		switch len(found) {
		case 0:
			continue
		case 1:
			return k.RecordOn(ctx, db, found[0].ID, scope.Day)
		}
		return Record{}, k.refuseSeveral(text, found)
	}
	return Record{}, store.Refuse(store.CodeNotFound, "%d 年没有编号或名称为「%s」的%s。", scope.Year, text, k.Title)
}

// refuseSeveral refuses a text that several records are called by, with what tells them apart.
func (k *Kind) refuseSeveral(text string, found []Record) error {
	advice := "写编号"
	if k.Call != nil {
		var names []string
		for _, r := range found {
			names = append(names, "「"+k.Call(r.Values)+"」")
		}
		advice = "写明是哪一条：" + zh.JoinNames(names)
	}
	return store.Refuse(store.CodeInvalid, "有 %d 条%s是「%s」，请%s。", len(found), k.Title, text, advice)
}
