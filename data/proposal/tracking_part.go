package proposal

import (
	"context"
	"maps"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// trackingNodes are the nodes of the whole-process tracking (全程跟踪) of a proposal, as parts of it. The ledger of all of them is Tracking.
var trackingNodes = &record.Part{
	Title: "跟踪节点", Table: "tracking_node", Owner: "proposal_id",
	From:  "tracking_node x",
	Files: "kind",
	Order: "COALESCE((SELECT min(d.sort) FROM dictionary d WHERE d.kind = 'tracking_node' AND d.name = x.kind), 99), x.id",
	Fields: []record.Field{
		{Key: "kind", Title: "节点", Type: record.Word{Dictionary: "tracking_node"}, Required: true, Example: "面商", Width: 80},
		{Key: "due_on", Title: "计划日期", Type: record.Day{}, Ahead: true, Width: 90},
		{Key: "done_on", Title: "完成日期", Type: record.Day{}, Width: 90},
		{Key: "person", Title: "责任人", Width: 80},
		{Key: "note", Title: "情况", Type: record.Long{}},
	},
	Check: func(all []record.Values) error {
		if v := record.Repeated(all, "kind"); v != nil {
			return store.Refuse(store.CodeInvalid, "跟踪节点「%s」写了两次，请合成一行或删去一行。", v["kind"])
		}
		return nil
	},
	Row: func(_ context.Context, tx *store.Tx, _ int64, v, was record.Values) (store.Columns, error) {
		if v["done_on"] != was["done_on"] {
			if err := record.CheckHappened(tx, "「"+v["kind"]+"」的完成日期", v["done_on"]); err != nil {
				return nil, err
			}
		}
		return v.Pick("kind", "due_on", "done_on", "person", "note"), nil
	},
}

// nodeWords is the key of the nodes there are, in the office's order.
const nodeWords = "node_words"

const nodeWordsSQL = "COALESCE((SELECT group_concat(d.name, '、') FROM (SELECT name FROM dictionary WHERE kind = 'tracking_node' AND active ORDER BY sort, id) d), '')"

// showsNodes has a form show the nodes where a proposal is, or can be, tracked.
func showsNodes(v record.Values) bool { return v["nodes"] != "" || record.Yes(v["is_key"]) }

// waiting are the nodes that are not done yet, in the office's order.
func waiting(r record.Record) []string {
	done := map[string]bool{}
	var named []string
	for _, row := range partRows(r, "nodes") {
		done[row["kind"]] = row["done_on"] != ""
		named = append(named, row["kind"])
	}
	all := zh.SplitNames(r.Values[nodeWords])
	for _, name := range named {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return slices.DeleteFunc(all, func(name string) bool { return done[name] })
}

func nodeOffers(r record.Record) map[string][]string { return map[string][]string{"kind": waiting(r)} }

// nextNode is what a form begins with: the first node that is not done.
func nextNode(r record.Record) record.Values {
	if names := waiting(r); len(names) > 0 {
		return record.Values{"kind": names[0]}
	}
	return nil
}

func somethingWaits(r record.Record) string {
	switch {
	case len(partRows(r, "nodes")) == 0:
		return "还没有列为全程跟踪，请先「全程跟踪」。"
	case len(waiting(r)) == 0:
		return "各跟踪节点都已完成。"
	default:
		return ""
	}
}

// nodeDone notes what was done at a node.
func nodeDone(r record.Record, v record.Values) (record.Values, error) {
	all := partRows(r, "nodes")
	at := slices.IndexFunc(all, func(row rows.Row) bool { return row["kind"] == v["kind"] })
	if at < 0 {
		at, all = len(all), append(all, rows.Row{})
	}
	note := all[at]["note"]
	maps.Copy(all[at], v)
	all[at]["note"] = note
	addNote(all[at], "note", v["note"])
	return record.Values{"nodes": rows.Text(all)}, nil
}

// planned lays down the nodes that a proposal is tracked by, those that it has not yet.
func planned(r record.Record, v record.Values) (record.Values, error) {
	all := partRows(r, "nodes")
	for _, name := range zh.SplitNames(r.Values[nodeWords]) {
		if !slices.ContainsFunc(all, func(row rows.Row) bool { return row["kind"] == name }) {
			all = append(all, rows.Row{"kind": name, "person": v["person"]})
		}
	}
	change := record.Values{"nodes": rows.Text(all)}
	if on := v["tracked_on"]; on != "" {
		change["tracked_on"] = on
	}
	return change, nil
}

// trackedSince is since when a proposal is tracked of which nobody says that: since the first of its nodes was done, else today. A file tells what was
// before it, so that counts always.
func trackedSince(tx *store.Tx, done ...string) string {
	if tx.Importing {
		return ""
	}
	since := tx.Today()
	for _, on := range done {
		if on != "" {
			since = min(since, on)
		}
	}
	return since
}

// tracks settles since when a proposal is tracked that was not before.
func tracks(tx *store.Tx, v, was record.Values) error {
	nodes, err := trackingNodes.Parse(v["nodes"])
	if err != nil || len(nodes) == 0 || was["nodes"] != "" || v["tracked_on"] != "" {
		return err
	}
	var done []string
	for _, row := range nodes {
		done = append(done, row["done_on"])
	}
	if since := trackedSince(tx, done...); since != "" {
		v["tracked_on"] = since
	}
	return nil
}

func notTracked(r record.Record) string {
	switch {
	case len(partRows(r, "nodes")) > 0:
		return "已在全程跟踪，各节点的计划日期请打开这件提案，在「全程跟踪」中改。"
	case !record.Yes(r.Values["is_key"]):
		return "全程跟踪的是重点提案，请先打开这件提案，把它列为重点提案。"
	default:
		return ""
	}
}
