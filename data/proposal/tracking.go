package proposal

import (
	"context"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

const trackingView = `(SELECT n.id, s.year, p.number AS number_order, COALESCE(CAST(p.number AS TEXT), '') AS number, p.title, n.kind, n.due_on, n.done_on, n.person, n.note,
	COALESCE((SELECT d.sort FROM dictionary d WHERE d.kind = 'tracking_node' AND d.name = n.kind), 99) AS node_order,
	COALESCE((SELECT group_concat(t.name, '、' ORDER BY t.id) FROM attachment t WHERE t.tbl = 'tracking_node' AND t.row_id = n.id AND t.deleted_at = ''), '') AS files
	FROM tracking_node n JOIN proposal p ON p.id = n.proposal_id JOIN session s ON s.id = p.session_id WHERE p.deleted_at = '') AS tracking`

// Tracking is the 全程跟踪 ledger of key proposals: one row for each node a proposal passes.
var Tracking = &record.Kind{
	Name: "tracking", Title: "跟踪节点", Layout: "重点提案全程跟踪台账", From: trackingView, Scope: "year = ?", Order: "number_order, node_order", Table: "tracking_node", Tables: trackingTables, Lists: trackingLists,
	Fields: []record.Field{
		{Key: "number", Title: "案号", OneNumber: true, Aliases: []string{"提案号", "提案编号"}, Section: "节点", Required: true, Example: "12", Note: "登记跟踪节点的提案就是重点提案，还不是的会列为重点提案", Width: 60},
		{Key: "title", Title: "案由", ListOnly: true, Width: 320},
		{Key: "kind", Title: "节点", Aliases: []string{"跟踪节点", "环节", "办理环节"}, Type: record.Word{Dictionary: "tracking_node"}, Required: true, Example: "面商", Width: 70},
		{Key: "due_on", Title: "计划日期", Aliases: []string{"计划时间", "时限", "计划完成日期"}, Type: record.Day{}, Width: 90},
		{Key: "done_on", Title: "完成日期", Aliases: []string{"完成时间", "实际完成日期"}, Type: record.Day{}, Width: 90},
		{Key: "person", Title: "责任人", Aliases: []string{"负责人", "跟踪人"}, Width: 80},
		{Key: "note", Title: "情况", Aliases: []string{"跟踪情况", "进展情况", "办理情况", "内容", "备注"}, Type: record.Long{}, Width: 260},
		{Key: "files", Title: "附件", ListOnly: true, Width: 160},
	},
	Index: []string{"number"}, ProposalKey: "number",
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		record.CanonicalNumber(v, "number")
		for _, r := range by("number", v["number"]) {
			if r.Values["kind"] == v["kind"] {
				return r.ID, nil
			}
		}
		return 0, nil
	},
	Save: saveTrackingNode,
}

// saveTrackingNode also marks the proposal as tracked: a ledger is kept for nothing else.
func saveTrackingNode(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	row := v.Pick("kind", "due_on", "done_on", "person", "note")
	if err := record.CheckHappened(tx, "完成日期", v["done_on"]); err != nil {
		return 0, err
	}
	if id == 0 || v.Has("kind") {
		if err := record.CheckWord(ctx, tx, "tracking_node", "跟踪节点", v["kind"]); err != nil {
			return 0, err
		}
	}
	if id == 0 || v.Has("number") {
		proposalID, err := trackedProposal(ctx, tx, scope, id, v)
		if err != nil {
			return 0, err
		}
		row["proposal_id"] = proposalID
		known, err := store.LookUp(ctx, tx, "SELECT id FROM tracking_node WHERE proposal_id = ? AND kind = ?", proposalID, v["kind"])
		if err != nil {
			return 0, err
		}
		if id == 0 {
			id = known
		}
	}
	return tx.Put(ctx, "tracking_node", id, row)
}

// trackedProposal finds the proposal v names in the scope's year, or in that of the stored node, and marks it tracked.
func trackedProposal(ctx context.Context, tx *store.Tx, scope record.Scope, nodeID int64, v record.Values) (int64, error) {
	year, err := record.YearOf(ctx, tx, scope, nil)
	if err == nil && nodeID != 0 {
		var stored int64
		stored, err = store.LookUp(ctx, tx, "SELECT s.year FROM tracking_node n JOIN proposal p ON p.id = n.proposal_id JOIN session s ON s.id = p.session_id WHERE n.id = ?", nodeID)
		year = int(stored)
	}
	if err != nil {
		return 0, err
	}
	proposalID, err := ByNumber(ctx, tx, year, v["number"], 0, 0)
	if err != nil {
		return 0, err
	}
	archived, err := store.Texts(ctx, tx, "SELECT archived_on FROM proposal WHERE id = ?", proposalID)
	if err != nil {
		return 0, err
	}
	if archived[0] != "" {
		return 0, archivedRefusal(archived[0])
	}
	return proposalID, track(ctx, tx, proposalID, trackedSince(tx, v["done_on"]))
}

// track marks a proposal as a key proposal that is tracked, since the day where that is known.
func track(ctx context.Context, tx *store.Tx, proposalID int64, since string) error {
	keyID, err := store.LookUp(ctx, tx, "SELECT id FROM key_proposal WHERE proposal_id = ?", proposalID)
	switch {
	case err != nil:
		return err
	case keyID == 0:
		tx.Remark("全程跟踪的提案列为重点提案，以前不是的有")
		_, err = tx.Insert(ctx, "key_proposal", store.Columns{"proposal_id": proposalID, "tracked": 1, "tracked_on": since})
		return err
	default:
		return tx.Run(ctx, "UPDATE key_proposal SET tracked = 1, tracked_on = ? WHERE id = ? AND tracked = 0", since, keyID)
	}
}
