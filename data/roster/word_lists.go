package roster

import "cppccdesk/data/record"

// commonInUnits are the pairs of characters in the names of units that have nothing else in common.
var commonInUnits = []string{"中心", "委办", "府办", "公司", "管理", "服务", "支行", "银行", "人民", "中国"}

// The office's words that the records of each sort hold.
var (
	unitsLists = []record.WordList{
		{Dictionary: "unit_system", Title: "单位系统", Columns: []record.WordColumn{{Table: "unit", Column: "system"}}},
	}
	membersLists = []record.WordList{
		{Dictionary: "cppcc_post", Title: "政协职务", Columns: []record.WordColumn{{Table: "member_post", Column: "post"}}},
		{
			Dictionary: "member_status", Title: "委员状态", Groups: []string{"离任"}, Fixed: []string{"在册", "届中增补", "届满", "去世", "锁定"},
			Columns: []record.WordColumn{{Table: "member", Column: "status"}, {Table: "member_status", Column: "status"}},
		},
		{Dictionary: "political", Title: "政治面貌", Columns: []record.WordColumn{{Table: "person", Column: "political"}}},
		{Dictionary: "education", Title: "学历", Columns: []record.WordColumn{{Table: "person", Column: "education"}}},
		{Dictionary: "degree", Title: "学位", Columns: []record.WordColumn{{Table: "person", Column: "degree"}}},
		{Dictionary: "org_kind", Title: "单位性质", Columns: []record.WordColumn{{Table: "person", Column: "org_kind"}}},
		{Dictionary: "in_system", Title: "体制内外", Closed: true, Columns: []record.WordColumn{{Table: "person", Column: "in_system"}}},
		{Dictionary: "gender", Title: "性别", Closed: true, Columns: []record.WordColumn{{Table: "person", Column: "gender"}}},
		{Dictionary: "ethnicity", Title: "民族", Columns: []record.WordColumn{{Table: "person", Column: "ethnicity"}}},
	}
)
