package graph

import "testing"

func TestStanding(t *testing.T) {
	type said struct {
		stated          bool
		said, published string
		source, seq     int
	}
	base := said{true, "2025-02-01", "2025-03-01", 2, 2}
	tests := []struct {
		name string
		more said // counts before base
	}{
		{"said later", said{true, "2025-02-02", "2025-02-28", 1, 1}},
		{"said in a period that ends later", said{true, "2025-01/2025-02-02", "2025-02-28", 1, 1}},
		{"published later", said{true, "2025-02-01", "2025-03-02", 1, 1}},
		{"loaded later", said{true, "2025-02-01", "2025-03-01", 3, 1}},
		{"later in its source", said{true, "2025-02-01", "2025-03-01", 2, 3}},
		{"said when it was published", said{true, "", "2025-02-02", 1, 1}},
		{"said after it was published, which is when", said{true, "2025-12-31", "2025-02-02", 1, 1}},
		{"said from a day on, without an end", said{true, "2025-02-02/..", "2025-02-28", 1, 1}},
	}
	standing := func(s said) Precedence {
		var when [2]*When
		for i, edtf := range []string{s.said, s.published} {
			if edtf == "" {
				continue
			}
			w, err := NewWhen("", edtf, "")
			if err != nil {
				t.Fatal(err)
			}
			when[i] = w
		}
		return PrecedenceOf(s.stated, when[0], when[1], s.source, s.seq)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			more, less := standing(tt.more), standing(base)
			if more.Compare(less) <= 0 || less.Compare(more) >= 0 {
				t.Errorf("%+v does not count before %+v", more, less)
			}
			tt.more.stated = false
			if inferred := standing(tt.more); inferred.Compare(less) >= 0 || less.Compare(inferred) <= 0 {
				t.Errorf("inferred %+v counts before stated %+v", inferred, less)
			}
		})
	}
	if unknown := standing(said{true, "", "", 9, 9}); unknown.Compare(standing(said{true, "1000", "1000", 0, 0})) >= 0 {
		t.Error("what has no date counts before what has one")
	}
	if standing(base).Compare(standing(base)) != 0 {
		t.Error("a standing is not equal to itself")
	}
}
